package dev.rebox.train;

import dev.rebox.config.ConfigReader;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.run.StepReport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Trains a tiny network on images of very different sizes and prints the resident memory of the process every 100
 * steps: it must stop growing. Arguments: the number of steps (5000), then settings, e.g. {@code precision=bfloat16}.
 */
public final class SoakBenchmark {
    private static final int IMAGES = 300;
    private static final int EVERY = 100;

    private SoakBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("rebox-soak");
        write(folder.resolve("data"));
        List<String> settings = new ArrayList<>(TrainingProcess.TINY);
        settings.addAll(List.of(
                "data.train=" + folder.resolve("data"),
                "out=" + folder.resolve("run"),
                "shorterSide=96",
                "longerSide=384",
                "checkpointEvery=500",
                "cacheMegabytes=0",
                "steps=" + (arguments.length > 0 ? arguments[0] : "5000")));
        settings.addAll(Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length));
        Training.run(ConfigReader.read(settings), new MemoryWatch());
    }

    /** Noise of 60 to 600 pixels a side, in PASCAL VOC's layout. */
    private static void write(Path folder) throws IOException {
        Random random = new Random(1);
        Files.createDirectories(folder.resolve("Annotations"));
        Files.createDirectories(folder.resolve("JPEGImages"));
        for (int i = 0; i < IMAGES; i++) {
            int width = 60 + random.nextInt(541);
            int height = 60 + random.nextInt(541);
            StringBuilder xml = new StringBuilder(
                    "<annotation><size><width>%d</width><height>%d</height></size>".formatted(width, height));
            for (int box = 0; box <= random.nextInt(6); box++) {
                int x = 1 + random.nextInt(width / 2);
                int y = 1 + random.nextInt(height / 2);
                xml.append(
                        "<object><name>class%d</name><bndbox><xmin>%d</xmin><ymin>%d</ymin><xmax>%d</xmax><ymax>%d</ymax>"
                                .formatted(random.nextInt(3), x, y, x + width / 3, y + height / 3));
                xml.append("</bndbox></object>");
            }
            Files.writeString(folder.resolve("Annotations/" + i + ".xml"), xml + "</annotation>");
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            int colour = random.nextInt();
            for (int p = 0; p < width * height; p++) {
                image.setRGB(p % width, p / width, colour ^ p / 50 * 77);
            }
            ImageIO.write(
                    image, "jpg", folder.resolve("JPEGImages/" + i + ".jpg").toFile());
        }
    }

    private static final class MemoryWatch implements Progress {
        private final ProcessMemory memory = new ProcessMemory();
        private final long began = System.nanoTime();

        @Override
        public void started(long step, long steps) {
            print(step, "begins");
        }

        @Override
        public void step(StepReport report) {
            if (report.step() % EVERY == 0) {
                print(report.step(), "");
            }
        }

        @Override
        public void evaluated(long step, String set, Evaluation evaluation) {
            print(step, "evaluated");
        }

        private void print(long step, String what) {
            Runtime java = Runtime.getRuntime();
            System.out.printf(
                    "step %5d  resident %5d MB  peak %5d MB  Java heap %4d MB of %4d MB used  %6.1f s  %s%n",
                    step,
                    memory.resident() >> 20,
                    memory.peak() >> 20,
                    java.totalMemory() - java.freeMemory() >> 20,
                    java.totalMemory() >> 20,
                    (System.nanoTime() - began) / 1e9,
                    what);
        }
    }
}
