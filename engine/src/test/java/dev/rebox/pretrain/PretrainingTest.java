package dev.rebox.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.TestModels;
import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.model.Model;
import dev.rebox.tensor.Precision;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.stored.Weights;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainingTest {
    @TempDir
    Path folder;

    private Dataset data;

    /** Two images with nine red squares and one blue one; the third class has a crowd only. */
    @BeforeEach
    void draw() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
            Graphics2D g = image.createGraphics();
            List<Annotation> boxes = new ArrayList<>();
            for (int k = 0; k < 5; k++) {
                int label = i == 0 && k == 0 ? 2 : 1;
                g.setPaint(label == 1 ? Color.RED : Color.BLUE);
                g.fillRect(30 * k, 10, 20, 20);
                boxes.add(Annotation.of(Box.ofSize(30 * k, 10, 20, 20), label));
            }
            boxes.add(new Annotation(Box.ofSize(0, 60, 40, 40), 3, false, false, true, 1600));
            Path file = folder.resolve(i + ".png");
            ImageIO.write(image, "png", file.toFile());
            examples.add(new Example(Integer.toString(i), file, 160, 120, boxes));
        }
        data = new Dataset("squares", Dataset.Format.COCO, LabelMap.of(List.of("red", "blue", "herd")), examples);
    }

    @Test
    void everyClassThatHasBoxesIsDrawnAsOftenAsTheBackground() {
        Map<Integer, Integer> drawn = new TreeMap<>();
        new CropBatches(data, 16)
                .next(600, new SplittableRandom(4))
                .forEach(crop -> drawn.merge(crop.label(), 1, Integer::sum));
        assertThat(drawn).containsOnlyKeys(0, 1, 2);
        // a third of 600 each, give or take four deviations of 11.5
        assertThat(drawn.values()).allSatisfy(count -> assertThat(count).isBetween(154, 246));
    }

    @Test
    void whatIsDrawnShowsItsClass() {
        for (BoxCrop crop : new CropBatches(data, 16).next(60, new SplittableRandom(5))) {
            if (crop.label() > 0) {
                int colour = crop.label() == 1 ? 0 : 2;
                assertThat(crop.image().value(8, 8, colour)).isGreaterThan(200);
                assertThat(crop.image().value(8, 8, 2 - colour)).isLessThan(50);
            }
        }
    }

    @Test
    void aFewStepsAreReportedAndMakeWeightsThatADetectorTakes() throws IOException {
        Path weights = folder.resolve("weights.safetensors");
        PretrainConfig config = new PretrainConfig("mobilenet_v1", .25, 12, 8, 32, .05, 1, Precision.FLOAT32, "cpu");
        List<Integer> steps = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        double accuracy = Pretraining.run(data, config, weights, (step, all, loss, right) -> {
            assertThat(all).isEqualTo(12);
            assertThat(right).isBetween(0., 1.);
            steps.add(step);
            losses.add(loss);
        });
        assertThat(steps).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        // at first all four classes are as likely: log 4 = 1.39
        assertThat(losses.get(0)).isBetween(1.2, 1.6);
        assertThat(losses.get(11)).isLessThan(losses.get(0));
        assertThat(accuracy).isBetween(0., 1.);
        try (Weights file = WeightsFile.open(weights)) {
            assertThat(file.metadata())
                    .containsEntry("architecture", "mobilenet_v1")
                    .containsEntry("width", "0.25")
                    .containsEntry("trained_on", "crops of the boxes of squares");
        }
        try (Model model = TestModels.create("model.weights=" + weights)) {
            assertThat(model.conventions().epsilon()).isEqualTo(1e-5);
        }
        Path again = folder.resolve("again.safetensors");
        Pretraining.run(data, config, again, (step, all, loss, right) -> {});
        assertThat(Files.mismatch(weights, again)).as("the seed decides").isEqualTo(-1);
    }
}
