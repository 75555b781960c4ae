package dev.rebox.data.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.augment.Augmentation;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.recycle.ForegroundLabel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recycled labels follow what is done to the pixels. */
class AugmentedSamplesTest {
    private static final Augmentation ALL = new Augmentation(.5, .5, .5, .25, .25, .5, .5);
    private static final List<LabelMaker> LABELS =
            List.of(image -> WindowLabels.of(image, 4), NeighbourLabels::of, CoveredCells::of);

    @TempDir
    Path root;

    private Dataset data;

    /** Five images of 128 x 64, black but for two boxes: class 1 is red, class 2 is green. */
    @BeforeEach
    void fiveImages() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Box red = new Box(8 + 4 * i, 8, 40 + 4 * i, 24);
            Box green = new Box(80, 16 + 4 * i, 112, 40 + 4 * i);
            BufferedImage image = new BufferedImage(128, 64, BufferedImage.TYPE_INT_RGB);
            paint(image, red, 0xFF0000);
            paint(image, green, 0x00FF00);
            Path file = root.resolve(i + ".png");
            ImageIO.write(image, "png", file.toFile());
            examples.add(new Example("p" + i, file, 128, 64, List.of(Annotation.of(red, 1), Annotation.of(green, 2))));
        }
        data = new Dataset("five", Dataset.Format.VOC, LabelMap.of(List.of("red", "green")), examples);
    }

    private static void paint(BufferedImage image, Box box, int colour) {
        for (int y = (int) box.y1(); y < box.y2(); y++) {
            for (int x = (int) box.x1(); x < box.x2(); x++) {
                image.setRGB(x, y, colour);
            }
        }
    }

    private static LoaderOptions options(Augmentation augmentation, boolean flip, int threads) {
        return new LoaderOptions(
                new ResizeRule(64, 200), flip, 1, LABELS, WindowMode.FIXED, 3, threads, 0, augmentation);
    }

    private List<Sample> samples(LoaderOptions options, long first, long steps) {
        List<Sample> samples = new ArrayList<>();
        try (Loader loader = new Loader(data, options, first, steps)) {
            loader.forEachRemaining(batch -> samples.addAll(batch.samples()));
        }
        return samples;
    }

    private static List<String> texts(List<Sample> samples) {
        return samples.stream()
                .map(s -> s.example().id()
                        + Arrays.hashCode(s.image().rgb())
                        + s.annotations()
                        + Arrays.deepToString(s.labels(WindowLabels.class).labels())
                        + Arrays.hashCode(s.labels(ForegroundLabel.class).mask()))
                .toList();
    }

    @Test
    void threadsAndALaterBeginningChangeNothing() {
        List<String> whole = texts(samples(options(ALL, true, 1), 0, 20));
        assertThat(whole).doesNotHaveDuplicates();
        assertThat(texts(samples(options(ALL, true, 3), 0, 20))).isEqualTo(whole);
        assertThat(texts(samples(options(ALL, true, 2), 7, 13))).isEqualTo(whole.subList(7, 20));
    }

    @Test
    void withoutAugmentationNothingIsDrawnFromChance() {
        List<Sample> plain = samples(options(Augmentation.NONE, true, 1), 0, 10);
        List<Sample> lit = samples(options(new Augmentation(0, 0, 0, 0, .25, 0, 0), true, 1), 0, 10);
        int changed = 0;
        for (int i = 0; i < 10; i++) {
            changed +=
                    Arrays.equals(lit.get(i).image().rgb(), plain.get(i).image().rgb()) ? 0 : 1;
            assertThat(lit.get(i).flipped()).isEqualTo(plain.get(i).flipped());
            assertThat(lit.get(i).annotations()).isEqualTo(plain.get(i).annotations());
        }
        assertThat(changed).isGreaterThan(2); // what was full and is brightened stays full
    }

    static List<Augmentation> movements() {
        return List.of(
                new Augmentation(1, 0, 0, 0, 0, 0, 0),
                new Augmentation(0, 1, 0, 0, 0, 0, 0),
                new Augmentation(0, 0, 1, 0, 0, 0, 0),
                new Augmentation(0, 0, 0, .25, 0, 0, 0),
                new Augmentation(.5, .5, .5, .25, 0, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("movements")
    void boxesAndMasksLieOnTheirPixels(Augmentation augmentation) {
        for (Sample sample : samples(options(augmentation, true, 1), 0, 25)) {
            assertThat(sample.annotations()).isNotEmpty();
            for (Annotation annotation : sample.annotations()) {
                Box box = annotation.box();
                int inside = sample.image().value((int) box.centerX(), (int) box.centerY(), annotation.label() - 1);
                assertThat(inside)
                        .as(annotation + " of " + sample.example().id())
                        .isGreaterThan(200);
            }
            boolean[] mask = sample.labels(ForegroundLabel.class).mask();
            int wrong = 0;
            for (int cell = 0; cell < mask.length; cell++) {
                int x = (int) ((cell % 64 + .5) / 64 * sample.image().width());
                int y = (int) ((cell / 64 + .5) / 64 * sample.image().height());
                boolean coloured =
                        Math.max(sample.image().value(x, y, 0), sample.image().value(x, y, 1)) > 200
                                && sample.image().value(x, y, 2) < 50;
                wrong += coloured && !mask[cell] ? 1 : 0;
            }
            assertThat(wrong).as("coloured cells that the mask leaves out").isLessThan(30);
        }
    }

    @Test
    void aWindowsLabelIsThatOfItsPixels() {
        for (Sample sample : samples(options(new Augmentation(0, 1, 1, 0, 0, 0, 0), true, 1), 0, 25)) {
            WindowLabels windows = sample.labels(WindowLabels.class);
            for (int w = 0; w < windows.windows().size(); w++) {
                float[] label = windows.labels()[w]; // roots of areas over their sum
                double areas = label[0] * label[0] + label[1] * label[1] + label[2] * label[2];
                double[] counted = shares(sample, windows.windows().get(w));
                assertThat(label[1] * label[1] / areas).as("red").isCloseTo(counted[1], within(.05));
                assertThat(label[2] * label[2] / areas).as("green").isCloseTo(counted[2], within(.05));
            }
        }
    }

    /** Which part of a window is black, red and green, by its pixels; those at its border count as far as they are inside. */
    private static double[] shares(Sample sample, Box window) {
        double[] shares = new double[3];
        for (int y = 0; y < sample.image().height(); y++) {
            for (int x = 0; x < sample.image().width(); x++) {
                double inside = window.intersection(new Box(x, y, x + 1, y + 1)) / window.area();
                shares[1] += inside * sample.image().value(x, y, 0) / 255;
                shares[2] += inside * sample.image().value(x, y, 1) / 255;
            }
        }
        return shares;
    }

    @Test
    void sizesAreFewAndWithinTheRange() {
        assertThat(samples(options(new Augmentation(0, 0, 0, .25, 0, 0, 0), false, 1), 0, 60).stream()
                        .map(sample -> sample.image().height())
                        .distinct()
                        .sorted())
                .containsExactly(48, 56, 64, 72, 80);
    }
}
