package dev.rebox.data.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.error.DataException;
import dev.rebox.recycle.ForegroundLabel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoaderTest {
    private static final List<LabelMaker> LABELS =
            List.of(image -> WindowLabels.of(image, 4), NeighbourLabels::of, CoveredCells::of);

    private static final LoaderOptions OPTIONS = options(true, 1, WindowMode.FIXED, 1);

    @TempDir
    Path root;

    private Dataset data;

    /** Seven images of 60 x 40 or 40 x 60; box of class 1, one of class 2 at its right, and a crowd. */
    @BeforeEach
    void sevenImages() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            boolean wide = i % 2 == 0;
            int width = wide ? 60 : 40;
            int height = wide ? 40 : 60;
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            for (int p = 0; p < width * height; p++) {
                image.setRGB(p % width, p / width, p * 31 + i * 7777);
            }
            Path file = root.resolve(i + ".png");
            ImageIO.write(image, "png", file.toFile());
            Annotation crowd = new Annotation(new Box(0, 30, 10, 40), 1, false, false, true, 100);
            examples.add(new Example(
                    "p" + i,
                    file,
                    width,
                    height,
                    List.of(Annotation.of(new Box(0, 0, 20, 10), 1), crowd, Annotation.of(new Box(20, 0, 40, 30), 2))));
        }
        data = new Dataset("seven", Dataset.Format.VOC, LabelMap.of(List.of("a", "b")), examples);
    }

    /** All that a batch holds, as text. */
    private List<String> run(LoaderOptions options, long first, long steps) {
        List<String> batches = new ArrayList<>();
        try (Loader loader = new Loader(data, options, first, steps)) {
            loader.forEachRemaining(batch -> batches.add(batch.step() + ": "
                    + batch.samples().stream().map(LoaderTest::text).toList()));
        }
        return batches;
    }

    private static LoaderOptions options(boolean flip, int batch, WindowMode mode, int threads) {
        return new LoaderOptions(new ResizeRule(80, 200), flip, batch, LABELS, mode, 5, threads, 0);
    }

    private static String text(Sample s) {
        WindowLabels windows = s.labels(WindowLabels.class);
        ForegroundLabel foreground = s.labels(ForegroundLabel.class);
        return s.example().id()
                + s.flipped()
                + Arrays.hashCode(s.image().rgb())
                + s.annotations()
                + windows.windows()
                + Arrays.deepToString(windows.labels())
                + Arrays.deepToString(s.labels(NeighbourLabels.class).rows())
                + Arrays.hashCode(foreground.mask())
                + Arrays.hashCode(foreground.weight());
    }

    @Test
    void theNumberOfThreadsDoesNotChangeWhatComes() {
        for (WindowMode mode : WindowMode.values()) {
            LoaderOptions options = options(true, 2, mode, 1);
            List<String> expected = run(options, 0, 12);
            assertThat(expected).hasSize(12).doesNotHaveDuplicates();
            assertThat(run(options(true, 2, mode, 3), 0, 12)).isEqualTo(expected);
        }
    }

    @Test
    void aLoaderBegunLaterGoesOnExactly() {
        for (int batch : new int[] {1, 3}) {
            List<String> whole = run(OPTIONS.withBatch(batch), 0, 20);
            assertThat(run(OPTIONS.withBatch(batch), 9, 11)).isEqualTo(whole.subList(9, 20));
        }
    }

    @Test
    void everyEpochShowsEveryImageOnceInANewOrder() {
        for (int batch : new int[] {1, 3}) {
            try (Loader loader = new Loader(data, OPTIONS.withBatch(batch), 0, 100)) {
                List<List<String>> epochs = new ArrayList<>();
                for (int epoch = 0; epoch < 4; epoch++) {
                    List<String> ids = new ArrayList<>();
                    for (int i = 0; i < loader.stepsPerEpoch(); i++) {
                        loader.next().samples().forEach(s -> ids.add(s.example().id()));
                    }
                    assertThat(ids).containsExactlyInAnyOrder("p0", "p1", "p2", "p3", "p4", "p5", "p6");
                    epochs.add(ids);
                }
                assertThat(epochs).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void imagesOfLikeAspectRatioGoTogether() {
        try (Loader loader = new Loader(data, OPTIONS.withBatch(3), 0, 3)) {
            List<Integer> sizes = new ArrayList<>();
            loader.forEachRemaining(batch -> sizes.add((int) batch.samples().stream()
                    .map(s -> s.image().width())
                    .distinct()
                    .count()));
            // Three upright ones, then four wide ones, the last of which is alone.
            assertThat(sizes).containsExactly(1, 1, 1);
        }
    }

    @Test
    void boxesWindowsMaskAndPixelsAreScaledAndFlippedTogether() {
        boolean[] met = new boolean[2];
        try (Loader loader = new Loader(data, OPTIONS, 0, 14)) {
            while (loader.hasNext()) {
                Sample s = loader.next().samples().get(0);
                int width = s.image().width();
                met[s.flipped() ? 1 : 0] = true;
                assertThat(Math.min(width, s.image().height())).isEqualTo(80);
                assertThat(s.scaleX()).isEqualTo(2);
                Box first = new Box(0, 0, 40, 20);
                assertThat(s.annotations().get(0).box()).isEqualTo(s.flipped() ? first.flip(width) : first);
                assertThat(s.labels(ForegroundLabel.class).mask()[s.flipped() ? 63 : 0])
                        .isTrue();
                WindowLabels windows = s.labels(WindowLabels.class);
                assertThat(windows.windows())
                        .allMatch(w -> w.clip(width, s.image().height()).equals(w));
                assertThat(windows.windows()).hasSize(4);
                assertThat(windows.labels()[0]).hasSize(3);
            }
        }
        assertThat(met).containsExactly(true, true);
    }

    @Test
    void crowdsHaveNoClosenessAndOthersASumOfOne() {
        try (Loader loader = new Loader(data, OPTIONS, 0, 1)) {
            float[][] closeness =
                    loader.next().samples().get(0).labels(NeighbourLabels.class).rows();
            assertThat(closeness[0]).containsExactly(0, 0, 1);
            assertThat(closeness[1]).containsExactly(0, 0, 0);
            assertThat(closeness[2]).containsExactly(0, 1, 0);
        }
    }

    @Test
    void labelsThatNobodyAskedForAreNotMade() {
        LoaderOptions none = new LoaderOptions(OPTIONS.resize(), true, 1, List.of(), WindowMode.FIXED, 5, 1, 0);
        try (Loader loader = new Loader(data, none, 0, 1)) {
            Sample plain = loader.next().samples().get(0);
            assertThat(plain.labels()).isEmpty();
            assertThatThrownBy(() -> plain.labels(WindowLabels.class))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(plain.example().id() + " was made without WindowLabels");
        }
    }

    @Test
    void fixedWindowsStayAndFreshOnesChange() {
        assertThat(windowsOfP0(WindowMode.FIXED)).hasSize(1);
        assertThat(windowsOfP0(WindowMode.FRESH)).hasSize(3);
    }

    private List<List<Box>> windowsOfP0(WindowMode mode) {
        LoaderOptions options = options(false, 1, mode, 1);
        try (Loader loader = new Loader(data, options, 0, 21)) {
            List<List<Box>> windows = new ArrayList<>();
            loader.forEachRemaining(batch -> batch.samples().stream()
                    .filter(s -> s.example().id().equals("p0"))
                    .forEach(s -> windows.add(s.labels(WindowLabels.class).windows())));
            return windows.stream().distinct().toList();
        }
    }

    @Test
    void anImageThatVanishedIsNamed() throws IOException {
        Files.delete(root.resolve("3.png"));
        assertThatThrownBy(() -> run(options(true, 1, WindowMode.FIXED, 2), 0, 7))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("image p3")
                .hasMessageContaining("3.png: the image is missing");
    }

    @Test
    void anImageThatChangedIsNamed() throws IOException {
        ImageIO.write(
                new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB),
                "png",
                root.resolve("3.png").toFile());
        assertThatThrownBy(() -> run(OPTIONS, 0, 7)).hasMessageContaining("has 9 x 9 pixels");
    }

    @Test
    void aWorkersDeathIsNamed() {
        Annotation impossible = Annotation.of(new Box(0, 0, 5, 5), 99);
        data = data.withExamples(data.examples().stream()
                .map(e -> e.id().equals("p4") ? e.withAnnotations(List.of(impossible)) : e)
                .toList());
        assertThatThrownBy(() -> run(OPTIONS, 0, 7))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("image p4");
    }

    @Test
    void closingStopsTheThreads() {
        Loader loader = new Loader(data, options(true, 1, WindowMode.FIXED, 3), 0, 1000);
        loader.next();
        loader.close();
        assertThat(loader.hasNext()).isFalse();
        for (int i = 0; i < 200 && threads() > 0; i++) {
            sleep();
        }
        assertThat(threads()).isZero();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("rebox-loader"))
                .count();
    }

    private static void sleep() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void evaluationSeesTheImagesInOrder() {
        try (ImageLoader loader = new ImageLoader(data.examples(), OPTIONS.resize(), 2)) {
            List<String> ids = new ArrayList<>();
            loader.forEachRemaining(image -> {
                ids.add(image.example().id());
                assertThat(image.scaleX()).isCloseTo(2, within(1e-9));
            });
            assertThat(ids)
                    .isEqualTo(IntStream.range(0, 7).mapToObj(i -> "p" + i).toList());
        }
    }

    @Test
    void oneBadImageDoesNotCostTheOthers() throws IOException {
        List<Example> examples = new ArrayList<>(data.examples());
        Path bad = Files.writeString(examples.get(0).image().resolveSibling("bad.jpg"), "no image");
        examples.add(2, new Example("bad", bad, 0, 0, List.of()));
        examples.add(5, new Example("missing", bad.resolveSibling("none.jpg"), 0, 0, List.of()));
        examples.add(new Example("other size", examples.get(0).image(), 1, 1, List.of()));
        List<String> read = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        try (ImageLoader loader = new ImageLoader(examples, OPTIONS.resize(), 2)) {
            while (loader.hasNext()) {
                try {
                    read.add(loader.next().example().id());
                } catch (DataException e) {
                    failed.add(e.getMessage().substring(0, e.getMessage().indexOf(':')));
                }
            }
        }
        assertThat(read).containsExactly("p0", "p1", "p2", "p3", "p4", "p5", "p6");
        assertThat(failed).containsExactly("image bad", "image missing", "image other size");
    }
}
