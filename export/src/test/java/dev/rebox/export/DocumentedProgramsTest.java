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

/**
 * The programs of docs/export.md find what Rebox finds: in an image of the detector's size, in smaller and in larger ones, which
 * they must resize as training does.
 */
class DocumentedProgramsTest {
    private static final Path PROGRAMS = Path.of("../docs/export");

    @TempDir
    static Path folder;

    private static Path file;

    @BeforeAll
    static void aFile() {
        file = folder.resolve("model.onnx");
        try (Model model =
                SpreadModels.create(folder.resolve("scenes"), "width=0.25", "auxiliary=[]", "refinement=false")) {
            Exporter.write(model, Map.of("tree", .14, "dog", .2), file, ExportOptions.STANDARD);
        }
    }

    /** The detector wants 160 x 96: as it is, enlarged, made smaller, and made so small that pixels are averaged. */
    private static void agrees(List<String> program) throws Exception {
        BufferedImage scene = Scenes.generate(1, 5).findFirst().orElseThrow().image();
        for (int[] size : new int[][] {{160, 96}, {100, 60}, {240, 144}, {400, 240}}) {
            RgbImage image = RgbImage.of(scene.getSubimage(0, 0, 160, 96)).resize(size[0], size[1]);
            agrees(program, image, size[0] + " x " + size[1]);
        }
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

    private static void agrees(List<String> program, RgbImage pixels, String size) throws Exception {
        List<Detection> expected;
        try (OnnxDetector detector = OnnxDetector.open(file, 1)) {
            expected = detector.detect(pixels).stream()
                    .filter(d -> d.score() >= Map.of(1, .14, 2, .2).getOrDefault(d.label(), .5))
                    .toList();
        }
        assertThat(expected).as(size).isNotEmpty();
        Path image = folder.resolve("image.png");
        BufferedImage shown = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                shown.setRGB(x, y, pixels.value(x, y, 0) << 16 | pixels.value(x, y, 1) << 8 | pixels.value(x, y, 2));
            }
        }
        ImageIO.write(shown, "png", image.toFile());
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
        assertThat(lines).as(size).hasSameSizeAs(expected);
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split(" ");
            Box box = expected.get(i).box();
            assertThat(words[0]).isEqualTo(Scenes.labels().name(expected.get(i).label()));
            double[] numbers = {expected.get(i).score(), box.x1(), box.y1(), box.x2(), box.y2()};
            for (int n = 0; n < numbers.length; n++) {
                assertThat(Double.parseDouble(words[n + 1])).as(size).isEqualTo(numbers[n], within(n == 0 ? .002 : .2));
            }
        }
    }
}
