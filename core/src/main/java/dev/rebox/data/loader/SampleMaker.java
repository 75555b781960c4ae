package dev.rebox.data.loader;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import dev.rebox.data.picture.Picture;
import dev.rebox.recycle.ClosenessLabels;
import dev.rebox.recycle.ForegroundLabel;
import dev.rebox.recycle.MultiObjectLabels;
import dev.rebox.recycle.WindowSampler;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes samples. All chance comes from the seed, the image id and the epoch, so that it matters neither which thread
 * makes a sample nor what was made before. Labels are computed on the original boxes; windows, boxes and mask are then
 * scaled and flipped together.
 */
public final class SampleMaker {
    private final int classes;
    private final LoaderOptions options;
    private final PictureCache pictures;

    /** @param classes K */
    public SampleMaker(int classes, LoaderOptions options) {
        this.classes = classes;
        this.options = options;
        this.pictures = new PictureCache(options.resize(), options.cacheBytes());
    }

    Sample make(Example example, long epoch) {
        LoadedPicture loaded = pictures.get(example);
        long fixed = WindowSampler.seed(options.seed(), example.id());
        long ofEpoch = WindowSampler.seed(options.seed() + 0x9E3779B97F4A7C15L * (epoch + 1), example.id());
        boolean flip = options.flip() && new SplittableRandom(ofEpoch).nextBoolean();
        return labelled(loaded, options.windowMode() == WindowMode.FIXED ? fixed : ofEpoch, flip);
    }

    /** A picture as it is, with its labels and the windows that stay. */
    public Sample make(LoadedPicture loaded) {
        return labelled(
                loaded, WindowSampler.seed(options.seed(), loaded.example().id()), false);
    }

    private Sample labelled(LoadedPicture loaded, long windowSeed, boolean flip) {
        Example example = loaded.example();
        int width = loaded.width();
        int height = loaded.height();
        List<LabelledBox> boxes = example.recyclableBoxes();
        List<Box> windows = options.windows() == 0
                ? List.of()
                : WindowSampler.sample(width, height, boxes, options.windows(), windowSeed);
        MultiObjectLabels multiObject = MultiObjectLabels.of(width, height, boxes, classes);
        float[][] windowLabels = windows.stream()
                .map(multiObject::label)
                .map(SampleMaker::toFloats)
                .toArray(float[][]::new);
        ForegroundLabel foreground = ForegroundLabel.of(width, height, boxes, classes);

        Picture picture = loaded.picture();
        double x = loaded.scaleX();
        double y = loaded.scaleY();
        return new Sample(
                example,
                flip ? picture.flip() : picture,
                x,
                y,
                flip,
                example.annotations().stream()
                        .map(a -> a.withBox(seen(a.box(), x, y, picture.width(), flip)))
                        .toList(),
                windows.stream().map(w -> seen(w, x, y, picture.width(), flip)).toList(),
                windowLabels,
                closeness(example, ClosenessLabels.of(width, height, boxes, classes)),
                flip ? foreground.flip() : foreground);
    }

    private static Box seen(Box box, double scaleX, double scaleY, int width, boolean flip) {
        Box scaled = box.scale(scaleX, scaleY);
        return flip ? scaled.flip(width) : scaled;
    }

    /** The labels of all annotations, those of crowds 0. @param ofBoxes the labels of all but crowds */
    private float[][] closeness(Example example, double[][] ofBoxes) {
        List<Annotation> annotations = example.annotations();
        float[][] rows = new float[annotations.size()][];
        int next = 0;
        for (int i = 0; i < rows.length; i++) {
            rows[i] = annotations.get(i).crowd() ? new float[classes + 1] : toFloats(ofBoxes[next++]);
        }
        return rows;
    }

    private static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
