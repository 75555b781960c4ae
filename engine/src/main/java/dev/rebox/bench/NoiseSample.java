package dev.rebox.bench;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import dev.rebox.data.loader.Sample;
import dev.rebox.data.picture.Picture;
import dev.rebox.recycle.RecycledLabels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A picture of noise with boxes in random places: what it costs does not depend on what it shows. */
final class NoiseSample {
    private static final int SEED = 1;
    private static final double SMALLEST = 60;
    private static final double LARGEST = 190;

    private NoiseSample() {}

    /**
     * @param classes K
     * @param windows Nt
     */
    static Sample of(int width, int height, int boxes, int classes, int windows) {
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
        RecycledLabels labels = RecycledLabels.of(width, height, example.recyclableBoxes(), classes, windows, SEED);
        return new Sample(
                example,
                new Picture(width, height, noise),
                1,
                1,
                false,
                annotations,
                labels.windows(),
                floats(labels.multiObject()),
                floats(labels.closeness()),
                labels.foreground());
    }

    private static float[][] floats(double[][] rows) {
        return Stream.of(rows)
                .map(row -> {
                    float[] floats = new float[row.length];
                    for (int i = 0; i < row.length; i++) {
                        floats[i] = (float) row[i];
                    }
                    return floats;
                })
                .toArray(float[][]::new);
    }
}
