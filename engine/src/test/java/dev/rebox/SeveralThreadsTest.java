package dev.rebox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Detection;
import dev.rebox.config.Device;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.train.Training;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralThreadsTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 5;

    @TempDir
    Path folder;

    @Test
    void aLoadedDetectorFindsTheSameFromFourThreadsAndFromEveryKindOfSource() throws Exception {
        Scenes.write(folder, 4, 1, 7);
        Training.Result result =
                Rebox.train(TrainingPlan.of(folder.resolve("train.json").toString())
                        .out(folder.resolve("run"))
                        .width(0.25)
                        .imageSize(96, 160)
                        .anchorBase(48)
                        .regions(16)
                        .steps(3)
                        .with("model.proposals", 20));
        List<Path> images = List.of(
                folder.resolve("images/000001.jpg"),
                folder.resolve("images/000002.jpg"),
                folder.resolve("images/000003.jpg"));
        List<List<Detection>> alone;
        try (Rebox detector = Rebox.load(result.run().path(), Device.CPU)) {
            alone = images.stream().map(detector::detect).toList();
        }
        assertThat(alone).noneMatch(List::isEmpty);
        try (Rebox detector = Rebox.load(result.run().path(), Device.CPU)) { // one that nobody has used yet

            ExecutorService workers = Executors.newFixedThreadPool(THREADS);
            List<Future<List<List<Detection>>>> found = new ArrayList<>();
            for (int i = 0; i < THREADS * ROUNDS; i++) {
                found.add(workers.submit(
                        () -> images.stream().map(detector::detect).toList()));
            }
            for (Future<List<List<Detection>>> one : found) {
                assertThat(one.get()).isEqualTo(alone);
            }
            workers.shutdown();

            assertThat(fromStream(detector, images.get(0))).isEqualTo(alone.get(0));
            assertThat(detector.detect(ImageIO.read(images.get(0).toFile()))).isEqualTo(alone.get(0));
        }
    }

    private static List<Detection> fromStream(Rebox detector, Path image) throws IOException {
        try (InputStream in = Files.newInputStream(image)) {
            return detector.detect(in);
        }
    }
}
