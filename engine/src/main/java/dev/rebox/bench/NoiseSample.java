package dev.rebox.bench;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import dev.rebox.data.image.RgbImage;
import dev.rebox.data.loader.LabelMaker;
import dev.rebox.data.loader.LoadedImage;
import dev.rebox.data.loader.Sample;
import dev.rebox.data.loader.SeenImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** An image of noise with boxes in random places: what it costs does not depend on what it shows. */
final class NoiseSample {
    private static final int SEED = 1;
    private static final double SMALLEST = 60;
    private static final double LARGEST = 190;

    private NoiseSample() {}

    /**
     * @param classes K
     * @param labels those that it has
     */
    static Sample of(int width, int height, int boxes, int classes, List<LabelMaker> labels) {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] noise = new byte[3 * width * height];
        random.nextBytes(noise);
        List<Annotation> annotations = new ArrayList<>();
        for (int i = 0; i < boxes; i++) {
            double x = random.nextDouble() * Math.max(1, width - LARGEST);
            double y = random.nextDouble() * Math.max(1, height - LARGEST);
            double right = Math.min(width, x + random.nextDouble(SMALLEST, LARGEST));
            double below = Math.min(height, y + random.nextDouble(SMALLEST, LARGEST));
            annotations.add(Annotation.of(new Box(x, y, right, below), 1 + random.nextInt(classes)));
        }
        Example example = new Example("noise", Path.of("noise"), width, height, annotations);
        LoadedImage loaded = new LoadedImage(example, width, height, new RgbImage(width, height, noise));
        return Sample.of(new SeenImage(loaded, classes, false, SEED), labels);
    }
}
