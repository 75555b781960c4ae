package dev.rebox;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import dev.rebox.data.image.RgbImage;
import dev.rebox.data.loader.CoveredCells;
import dev.rebox.data.loader.LabelMaker;
import dev.rebox.data.loader.LoadedImage;
import dev.rebox.data.loader.NeighbourLabels;
import dev.rebox.data.loader.Sample;
import dev.rebox.data.loader.SeenImage;
import dev.rebox.data.loader.WindowLabels;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Training samples without files: images of noise, boxes of one's choice, and the labels that follow from them. */
public final class TestSamples {
    private static final int WINDOWS = 8;

    private TestSamples() {}

    /** @param classes K */
    public static Sample of(int width, int height, int classes, Annotation... annotations) {
        Example example = new Example("noise", Path.of("noise.png"), width, height, List.of(annotations));
        return of(example, classes, image -> WindowLabels.of(image, WINDOWS));
    }

    /** One with these windows for the multi-object task. */
    public static Sample withWindows(Example example, int classes, List<Box> windows) {
        return of(example, classes, image -> WindowLabels.of(image, windows));
    }

    private static Sample of(Example example, int classes, LabelMaker windows) {
        int width = example.width();
        int height = example.height();
        byte[] noise = new byte[3 * width * height];
        new SplittableRandom(width * 31L + height).nextBytes(noise);
        LoadedImage loaded = new LoadedImage(example, width, height, new RgbImage(width, height, noise));
        return Sample.of(
                new SeenImage(loaded, classes, false, 1), List.of(windows, NeighbourLabels::of, CoveredCells::of));
    }

    /** A box that training takes no notice of, but for the negatives on it. */
    public static Annotation crowd(double x1, double y1, double x2, double y2) {
        Box box = new Box(x1, y1, x2, y2);
        return new Annotation(box, 1, false, false, true, box.area());
    }

    public static Annotation object(double x1, double y1, double x2, double y2, int label) {
        return Annotation.of(new Box(x1, y1, x2, y2), label);
    }
}
