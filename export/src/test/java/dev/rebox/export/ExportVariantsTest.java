package dev.rebox.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.rebox.box.Detection;
import dev.rebox.data.image.RgbImage;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import dev.rebox.error.ReboxException;
import dev.rebox.export.runtime.OnnxDetector;
import dev.rebox.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that change the graph, with the smallest network. */
class ExportVariantsTest {
    private static final ExportOptions FIXED =
            new ExportOptions(Optional.of(new ExportOptions.Size(96, 120)), false, Optional.empty());
    private static final ExportOptions STATIC =
            new ExportOptions(Optional.of(new ExportOptions.Size(96, 120)), true, Optional.empty());

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cropPlacement=corners",
                "cropSize=14 cropMaxPool=true",
                "cropSize=1",
                "auxiliaryTrunk=shared",
                "detector=rfcn auxiliaryTrunk=shared",
                "refineFloor=0",
                "refineFloor=0.5 contextRegions=refined",
                "refineWindows=2",
                "refineWindows=1",
                "auxiliary=[multi_object]",
                "auxiliary=[foreground]",
                "anchorCentres=cells anchorScales=[1] anchorRatios=[0.4,1]",
                "detector=rfcn rfcnDilation=1 cropPlacement=corners",
                "nms=1",
                "proposals=3",
                "auxiliary=[multi_object,closeness,borders,overlap] boxRefinement=true",
                "detector=rfcn auxiliary=[overlap] refinement=false boxRefinement=true",
                "auxiliary=[borders] refinement=false boxRefinement=true auxiliaryTrunk=shared refineFloor=0"
            })
    void settings(String settings) {
        try (Model model = refined(settings.split(" "))) {
            checked(model, ExportOptions.STANDARD);
            checked(model, STATIC);
        }
    }

    @Test
    void oneSize() {
        try (Model model = refined()) {
            checked(model, FIXED);
            checked(model, new ExportOptions(Optional.of(new ExportOptions.Size(33, 160)), false, Optional.empty()));
        }
        try (Model model =
                SpreadModels.create(folder.resolve("scenes"), "width=0.25", "auxiliary=[]", "refinement=false")) {
            checked(model, STATIC);
        }
    }

    /** Runtimes that plan memory ahead refuse operators whose results have as many rows as the image decides. */
    @Test
    void aStaticFileHasNoShapeThatDependsOnTheImage() throws IOException {
        try (Model model = refined()) {
            checked(model, STATIC);
            assertThat(operators()).contains("Loop").doesNotContain("NonMaxSuppression", "NonZero", "Shape", "Range");
            checked(model, FIXED);
            assertThat(operators()).contains("NonMaxSuppression", "NonZero");
        }
    }

    /** What fills up the numbers is no detection. */
    @Test
    void theThresholdIsInTheFile() throws IOException {
        try (Model model = refined()) {
            ExportOptions standard = ExportOptions.STANDARD;
            Path all = checked(model, standard);
            RgbImage image =
                    RgbImage.of(Scenes.generate(1, 5).findFirst().orElseThrow().image());
            List<Detection> found = detect(all, image);
            double middle = found.get(found.size() / 2).score();
            List<Detection> expected =
                    found.stream().filter(d -> d.score() >= (float) middle).toList();
            Path some = checked(model, new ExportOptions(standard.size(), false, Optional.of(middle)));
            assertThat(detect(some, image)).isEqualTo(expected).isNotEmpty();
        }
    }

    @Test
    void metadataSayHowToUseIt() {
        try (Model model = refined()) {
            Path file = folder.resolve("model.onnx");
            Exporter.export(model, Map.of("dog", .25), file, ExportOptions.STANDARD, List.of(), () -> {});
            try (OnnxDetector detector = OnnxDetector.open(file, 1)) {
                assertThat(detector.labels()).isEqualTo(Scenes.labels());
                assertThat(detector.thresholds()).containsExactly(Map.entry("dog", .25));
                assertThat(detector.metadata().sizing().entries())
                        .containsOnly(Map.entry("shorterSide", 96), Map.entry("longerSide", 160));
            }
        }
    }

    /** The engine's weights change after the file was written: it finds something else then. */
    @Test
    void aFileThatDiffersIsNotKept() {
        Path file = folder.resolve("model.onnx");
        try (Model model = refined()) {
            boolean[] first = {true};
            Runnable spoil = () -> {
                if (first[0]) {
                    first[0] = false;
                    SpreadModels.multiply(model, "offsets.weight", 1.5);
                }
            };
            assertThatThrownBy(() -> Exporter.export(model, Map.of(), file, ExportOptions.STANDARD, List.of(), spoil))
                    .isInstanceOf(ReboxException.class)
                    .hasMessageContaining("not kept")
                    .hasMessageContaining("generated image 2");
        }
        assertThat(folder.toFile().list()).containsExactly("scenes");
    }

    @Test
    void whatIsNoExportIsTold() throws IOException {
        Path file;
        try (Model model = refined()) {
            file = checked(model, ExportOptions.STANDARD);
        }
        byte[] whole = Files.readAllBytes(file);
        Path half = Files.write(folder.resolve("half.onnx"), java.util.Arrays.copyOf(whole, whole.length / 2));
        refused(half, "is damaged or not an ONNX file");
        ModelProto other =
                ModelProto.parseFrom(whole).toBuilder().clearMetadataProps().build();
        refused(
                Files.write(folder.resolve("other.onnx"), other.toByteArray()),
                "not a detector that 'rebox export' wrote");
        refused(folder.resolve("none.onnx"), "no such file");
        assertThatThrownBy(() -> new ExportOptions(Optional.empty(), true, Optional.empty()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--size");
        for (String size : List.of("600", "600x", "x800", "16x16", "axb", "1x2x3")) {
            assertThatThrownBy(() -> ExportOptions.Size.parse(size))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("HEIGHTxWIDTH");
        }
        assertThat(ExportOptions.Size.parse("600x800")).isEqualTo(new ExportOptions.Size(600, 800));
    }

    private static void refused(Path file, String message) {
        assertThatThrownBy(() -> Detectors.open(file, dev.rebox.config.Device.CPU))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining(message);
    }

    private static List<Detection> detect(Path file, RgbImage image) {
        try (OnnxDetector detector = OnnxDetector.open(file, 1)) {
            return detector.detect(image);
        }
    }

    private Model refined(String... more) {
        String[] settings = new String[more.length + 3];
        settings[0] = "width=0.25";
        settings[1] = "refinementStart=0.1";
        settings[2] = "refineWindows=3";
        System.arraycopy(more, 0, settings, 3, more.length);
        return SpreadModels.create(folder.resolve("scenes"), settings);
    }

    private Path checked(Model model, ExportOptions options) {
        Path file = folder.resolve("model.onnx");
        Exporter.Result result = Exporter.export(model, Map.of(), file, options, List.of(), () -> {});
        assertThat(result.detections()).isPositive();
        return file;
    }

    private Set<String> operators() throws IOException {
        Set<String> operators = new TreeSet<>();
        collect(
                ModelProto.parseFrom(Files.readAllBytes(folder.resolve("model.onnx")))
                        .getGraph(),
                operators);
        return operators;
    }

    private static void collect(GraphProto graph, Set<String> operators) {
        for (NodeProto node : graph.getNodeList()) {
            operators.add(node.getOpType());
            node.getAttributeList().stream().filter(AttributeProto::hasG).forEach(a -> collect(a.getG(), operators));
        }
    }
}
