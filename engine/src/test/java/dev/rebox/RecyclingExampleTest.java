package dev.rebox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.recycle.RecycledLabels;
import dev.rebox.train.Training;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library from data to detections, as the README shows it; here on a few generated scenes and steps. */
class RecyclingExampleTest {
    @TempDir
    Path folder;

    @Test
    void fromBoxesToDetections() {
        Scenes.write(folder, 4, 2, 7);
        String train = folder.resolve("train.json").toString();
        String test = folder.resolve("test.json").toString();

        // What is in the data, and is anything wrong with it?
        assertThat(Rebox.check(train).hasErrors()).isFalse();

        // The labels that training will recycle from the boxes of an image.
        Dataset scenes = Rebox.open(train);
        Example first = scenes.examples().get(0);
        RecycledLabels labels = Rebox.labels(scenes, first, 64, 0);
        assertThat(labels.closeness())
                .hasDimensions(first.annotations().size(), scenes.labels().size() + 1);

        // Train with the three tasks and the refinement, into a run folder.
        Training.Result result = Rebox.train(
                "data.train=" + train,
                "data.test=" + test,
                "shorterSide=96",
                "longerSide=160",
                "width=0.25",
                "proposals=30",
                "regions=32",
                "steps=3",
                "out=" + folder.resolve("run"));
        assertThat(result.metrics()).isPresent();

        // Use it.
        try (Rebox detector = Rebox.load(result.run().path())) {
            List<Detection> found = detector.detect(first.image());
            assertThat(found).allSatisfy(d -> {
                assertThat(detector.className(d)).isIn(scenes.labels().names());
                assertThat(d.box().clip(320, 240)).isEqualTo(d.box());
            });
            Evaluation again = detector.evaluate(Rebox.open(test));
            assertThat(again.voc().map()).isEqualTo(result.metrics().get().voc().map());
        }
    }
}
