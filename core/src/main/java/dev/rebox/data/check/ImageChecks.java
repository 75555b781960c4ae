package dev.rebox.data.check;

import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LazyExamples;
import dev.rebox.data.Problem;
import dev.rebox.data.image.ImageBytes;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.data.image.ImageHeader;
import dev.rebox.error.DataException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * What one image's file says against its annotation.
 *
 * @param width of the image in which the boxes are meant: as annotated, else as the file says; 0 where neither is known
 */
record ImageChecks(Example example, int width, int height, List<Problem> problems) {

    /** All images of a data set in its order, on every processor. @param decode whether to read every pixel */
    static List<ImageChecks> all(Dataset data, boolean decode) {
        return data.examples() instanceof LazyExamples lazy
                ? ofLazy(lazy, decode)
                : data.examples().parallelStream().map(e -> of(e, decode)).toList();
    }

    /** Of each image its size is kept, and what is wrong with it; the rest is made again when it is asked for. */
    private static List<ImageChecks> ofLazy(LazyExamples examples, boolean decode) {
        int[] widths = new int[examples.size()];
        int[] heights = new int[examples.size()];
        Map<Integer, List<Problem>> problems = new ConcurrentHashMap<>();
        IntStream.range(0, examples.size()).parallel().forEach(i -> {
            ImageChecks one = of(examples.get(i), decode);
            widths[i] = one.width;
            heights[i] = one.height;
            if (!one.problems.isEmpty()) {
                problems.put(i, one.problems);
            }
        });
        return new AbstractList<>() {
            @Override
            public ImageChecks get(int i) {
                return new ImageChecks(examples.get(i), widths[i], heights[i], problems.getOrDefault(i, List.of()));
            }

            @Override
            public int size() {
                return widths.length;
            }
        };
    }

    /** The image with the size of its file where its annotation has none. */
    Example sized() {
        return example.withSize(width, height);
    }

    /** Whether the image is useless. */
    boolean hasError() {
        return problems.stream().anyMatch(Problem::isError);
    }

    static ImageChecks of(Example example, boolean decode) {
        List<Problem> problems = new ArrayList<>();
        int width = example.width();
        int height = example.height();
        if (!ImageBytes.exists(example.image())) {
            problems.add(Problem.error(
                    example.id(),
                    example.origin(),
                    Problem.Kind.MISSING_IMAGE,
                    "there is no image " + example.image()));
            return new ImageChecks(example, width, height, problems);
        }
        try {
            ImageHeader header = ImageHeader.read(example.image());
            if (width < 1 || height < 1) {
                width = header.uprightWidth();
                height = header.uprightHeight();
            } else {
                compareSizes(example, header, problems);
            }
            if (header.orientation() != 1) {
                problems.add(rotated(example, header));
            }
            if (decode) {
                ImageDecoder.read(example.image());
            }
        } catch (DataException e) {
            String message = String.valueOf(e.getMessage());
            String prefix = example.image() + ": ";
            String detail = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
            problems.add(new Problem(
                    example.id(), example.image(), 0, Problem.Kind.CORRUPT_IMAGE, detail, Problem.Severity.ERROR));
        }
        return new ImageChecks(example, width, height, problems);
    }

    private static void compareSizes(Example example, ImageHeader header, List<Problem> problems) {
        boolean stored = example.width() == header.width() && example.height() == header.height();
        boolean upright = example.width() == header.uprightWidth() && example.height() == header.uprightHeight();
        if (!stored && !upright) {
            problems.add(Problem.error(
                    example.id(),
                    example.origin(),
                    Problem.Kind.SIZE_MISMATCH,
                    "the annotation says " + example.width() + " x " + example.height() + " pixels, the image has "
                            + header.uprightWidth() + " x " + header.uprightHeight()));
        }
    }

    private static Problem rotated(Example example, ImageHeader header) {
        boolean turned = header.orientationFor(example.width(), example.height()) != 1;
        String detail = "the camera wrote orientation " + header.orientation() + ": "
                + (turned ? "the image is set upright" : "its boxes fit it as stored, so that it is not turned");
        return new Problem(
                example.id(), example.image(), 0, Problem.Kind.EXIF_ROTATION, detail, Problem.Severity.WARNING);
    }
}
