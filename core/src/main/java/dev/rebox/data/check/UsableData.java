package dev.rebox.data.check;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.LazyExamples;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.Problem;
import dev.rebox.error.DataException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A data set that can be trained on: every image is there with its size known, every box has an area inside it.
 *
 * @param dropped what was left out because it is faulty, empty with {@link OnError#STOP}
 * @param clipped the boxes that were cut at the border, as warnings
 * @param tiny how many boxes of less than a pixel were left out
 */
public record UsableData(Dataset dataset, List<Problem> dropped, List<Problem> clipped, int tiny) {

    /**
     * Opens a data set and makes it usable, see {@link #of}. What cannot be read counts as an error as well.
     *
     * @throws DataException as {@link #of}, and where the address leads nowhere
     */
    public static UsableData open(String spec, OpenOptions options, OnError onError) {
        List<Problem> unread = new ArrayList<>();
        Dataset data = Datasets.join(Datasets.openParts(spec, options, unread::add));
        unread.removeIf(problem -> !problem.isError());
        return of(data, onError, unread);
    }

    /**
     * Clips boxes that leave their image slightly, leaves out those of less than a pixel, fills in sizes that annotations
     * lack, and deals with errors. No image is decoded.
     *
     * @throws DataException with {@link OnError#STOP} naming the first error and how many there are; and always where
     *     nothing is left to learn from
     */
    public static UsableData of(Dataset data, OnError onError) {
        return of(data, onError, List.of());
    }

    private static UsableData of(Dataset data, OnError onError, List<Problem> unread) {
        List<Problem> errors = new ArrayList<>(unread);
        List<Problem> clipped = new ArrayList<>();
        BoxChecks checks = new BoxChecks(data.format());
        List<ImageChecks> images = ImageChecks.all(data, false);
        BitSet usable = new BitSet(images.size());
        int tiny = 0;
        for (int i = 0; i < images.size(); i++) {
            ImageChecks image = images.get(i);
            image.problems().stream().filter(Problem::isError).forEach(errors::add);
            List<Annotation> boxes = sound(image, checks, errors, clipped);
            if (!image.hasError()) {
                usable.set(i);
                tiny += (int)
                        boxes.stream().filter(a -> Teachable.isTiny(a.box())).count();
            }
        }
        if (onError == OnError.STOP && !errors.isEmpty()) {
            throw new DataException(errors.get(0) + " (" + errors.size() + (errors.size() == 1 ? " error" : " errors")
                    + " in all: './rebox check " + data.name()
                    + "' lists them, data.onError=drop leaves out what is faulty)");
        }
        Dataset left = data.withExamples(usable(data, images, checks, usable));
        if (left.examples().stream().flatMap(e -> e.annotations().stream()).noneMatch(Teachable::isUsable)) {
            String why = Teachable.problems(data, AnchorReach.STANDARD).stream()
                    .filter(Problem::isError)
                    .map(Problem::detail)
                    .findFirst()
                    .orElse("there is no usable box in " + data.examples().size() + " images");
            throw new DataException(data.name() + ": " + why + ": './rebox check " + data.name() + "' says more");
        }
        return new UsableData(left, List.copyOf(errors), List.copyOf(clipped), tiny);
    }

    /** The images that are left, with the boxes that are: of a large set each when it is asked for. */
    private static List<Example> usable(Dataset data, List<ImageChecks> images, BoxChecks checks, BitSet usable) {
        int[] places = usable.stream().toArray();
        IntFunction<Example> make = i -> {
            ImageChecks image = images.get(places[i]);
            List<Annotation> boxes = sound(image, checks, new ArrayList<>(), new ArrayList<>());
            return image.sized()
                    .withAnnotations(boxes.stream()
                            .filter(a -> !Teachable.isTiny(a.box()))
                            .toList());
        };
        return data.examples() instanceof LazyExamples
                ? LazyExamples.of(places.length, make)
                : IntStream.range(0, places.length).mapToObj(make).toList();
    }

    private static List<Annotation> sound(
            ImageChecks image, BoxChecks checks, List<Problem> errors, List<Problem> clipped) {
        List<Annotation> boxes = new ArrayList<>();
        for (Annotation annotation : image.example().annotations()) {
            Optional<Problem> fault = checks.fault(image.example(), annotation, image.width(), image.height());
            if (fault.isPresent() && fault.get().isError()) {
                errors.add(fault.get());
                continue;
            }
            fault.ifPresent(clipped::add);
            Box inside = annotation.box().clip(image.width(), image.height());
            boxes.add(
                    inside.equals(annotation.box())
                            ? annotation
                            : annotation.withBox(inside).withSegmentation(annotation.segmentation()));
        }
        return boxes;
    }
}
