package dev.rebox.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.image.RgbImage;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.export.runtime.OnnxDetector;
import dev.rebox.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/export.md find what Rebox finds. The image has the detector's size, so that no resizing differs. */
class DocumentedProgramsTest {
    private static final Path PROGRAMS = Path.of("../docs/export");

    @TempDir
    static Path folder;

    private static Path file;
    private static Path image;
    private static List<Detection> expected;

    @BeforeAll
    static void aFileAndAnImage() throws IOException {
        file = folder.resolve("model.onnx");
        image = folder.resolve("image.png");
        BufferedImage scene =
                Scenes.generate(1, 5).findFirst().orElseThrow().image().getSubimage(0, 0, 160, 96);
        ImageIO.write(scene, "png", image.toFile());
        try (Model model =
                SpreadModels.create(folder.resolve("scenes"), "width=0.25", "auxiliary=[]", "refinement=false")) {
            Exporter.write(model, Map.of("tree", .14, "dog", .2), file, ExportOptions.STANDARD);
        }
        try (OnnxDetector detector = OnnxDetector.open(file, 1)) {
            expected = detector.detect(RgbImage.of(scene)).stream()
                    .filter(d -> d.score() >= Map.of(1, .14, 2, .2).getOrDefault(d.label(), .5))
                    .toList();
        }
        assertThat(expected).isNotEmpty();
    }

    @Test
    void inJava() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        agrees(List.of(java, "-cp", System.getProperty("java.class.path"), PROGRAMS.resolve("Detect.java") + ""));
    }

    @Test
    void inPython() throws Exception {
        String python = System.getenv().getOrDefault("PYTHON", "python3");
        boolean there;
        try {
            there = new ProcessBuilder(python, "-c", "import onnxruntime, numpy, PIL")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(
                there, "skipped: " + python + " with onnxruntime, numpy and Pillow is not there (PYTHON says which)");
        agrees(List.of(python, PROGRAMS.resolve("detect.py").toString()));
    }

    private static void agrees(List<String> program) throws Exception {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(file.toString(), image.toString()));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        List<String> lines = Files.readAllLines(output);
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        assertThat(lines).hasSameSizeAs(expected);
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split(" ");
            Box box = expected.get(i).box();
            assertThat(words[0]).isEqualTo(Scenes.labels().name(expected.get(i).label()));
            double[] numbers = {expected.get(i).score(), box.x1(), box.y1(), box.x2(), box.y2()};
            for (int n = 0; n < numbers.length; n++) {
                assertThat(Double.parseDouble(words[n + 1])).isEqualTo(numbers[n], within(n == 0 ? .002 : .2));
            }
        }
    }
}
