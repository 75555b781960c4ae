package dev.rebox.data.loader;

import dev.rebox.box.Box;
import dev.rebox.recycle.MultiObjectLabels;
import dev.rebox.recycle.TaskLabels;
import dev.rebox.recycle.WindowSampler;
import java.util.List;

/**
 * The multi-object labels of random windows (paper, section 3.1 and Algorithm 1).
 *
 * @param windows in pixels of the image as it is seen: {@code Nt} of them, one where there is no box
 * @param labels {@code [Nt][K+1]} soft labels of the windows
 */
public record WindowLabels(List<Box> windows, float[][] labels) implements TaskLabels {

    /** Of windows drawn from the image's seed, which meet boxes, be there masks or not. @param count Nt */
    public static WindowLabels of(SeenImage image, int count) {
        return of(image, WindowSampler.sample(image.width(), image.height(), image.boxes(), count, image.seed()));
    }

    /** Of these windows, in pixels of the original. */
    public static WindowLabels of(SeenImage image, List<Box> windows) {
        MultiObjectLabels labels =
                MultiObjectLabels.ofShapes(image.width(), image.height(), image.shapes(), image.classes());
        return new WindowLabels(
                windows.stream().map(image::seen).toList(),
                windows.stream().map(labels::label).map(Floats::of).toArray(float[][]::new));
    }
}
