package dev.rebox;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import dev.rebox.data.loader.Sample;
import dev.rebox.data.picture.Picture;
import dev.rebox.recycle.ClosenessLabels;
import dev.rebox.recycle.ForegroundLabel;
import dev.rebox.recycle.MultiObjectLabels;
import dev.rebox.recycle.WindowSampler;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Training samples without files: pictures of noise, boxes of one's choice, and the labels that follow from them. */
public final class TestSamples {
    private static final int WINDOWS = 8;

    private TestSamples() {}

    /** @param classes K */
    public static Sample of(int width, int height, int classes, Annotation... annotations) {
        Example example = new Example("noise", Path.of("noise.png"), width, height, List.of(annotations));
        List<Box> windows = WindowSampler.sample(width, height, example.recyclableBoxes(), WINDOWS, 1);
        return withWindows(example, classes, windows);
    }

    /** One with these windows for the multi-object task. */
    public static Sample withWindows(Example example, int classes, List<Box> windows) {
        int width = example.width();
        int height = example.height();
        byte[] noise = new byte[3 * width * height];
        new SplittableRandom(width * 31L + height).nextBytes(noise);
        MultiObjectLabels multiObject = MultiObjectLabels.of(width, height, example.recyclableBoxes(), classes);
        return new Sample(
                example,
                new Picture(width, height, noise),
                1,
                1,
                false,
                example.annotations(),
                windows,
                windows.stream()
                        .map(multiObject::label)
                        .map(TestSamples::floats)
                        .toArray(float[][]::new),
                closeness(example, classes),
                ForegroundLabel.of(width, height, example.recyclableBoxes(), classes));
    }

    /** A box that training takes no notice of, but for the negatives on it. */
    public static Annotation crowd(double x1, double y1, double x2, double y2) {
        Box box = new Box(x1, y1, x2, y2);
        return new Annotation(box, 1, false, false, true, box.area());
    }

    public static Annotation object(double x1, double y1, double x2, double y2, int label) {
        return Annotation.of(new Box(x1, y1, x2, y2), label);
    }

    private static float[][] closeness(Example example, int classes) {
        double[][] labels = ClosenessLabels.of(example.width(), example.height(), example.recyclableBoxes(), classes);
        float[][] rows = new float[example.annotations().size()][];
        int next = 0;
        for (int i = 0; i < rows.length; i++) {
            boolean crowd = example.annotations().get(i).crowd();
            rows[i] = crowd ? new float[classes + 1] : floats(labels[next++]);
        }
        return rows;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
