package dev.rebox.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.model.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every detector on every family of backbones, plain and refined, finds the same in ONNX Runtime as in the engine. */
class EveryExportTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "faster_rcnn, mobilenet_v1, 0.25, true",
        "faster_rcnn, mobilenet_v1, 0.25, false",
        "rfcn, mobilenet_v1, 0.25, true",
        "rfcn, mobilenet_v1, 0.25, false",
        "faster_rcnn, resnet18, 1, true",
        "rfcn, resnet18, 1, true",
        "faster_rcnn, resnet50, 1, true",
        "rfcn, resnet50, 1, false",
        "faster_rcnn, inception_resnet_v2, 1, false",
        "rfcn, inception_resnet_v2, 1, false"
    })
    void findsTheSame(String detector, String backbone, double width, boolean refined) {
        try (Model model = SpreadModels.create(
                folder.resolve("scenes"),
                "detector=" + detector,
                "backbone=" + backbone,
                "width=" + width,
                refined ? "auxiliary=[multi_object,closeness]" : "auxiliary=[]",
                "refinement=" + refined,
                "refinementStart=0.1")) {
            Exporter.Result result = Exporter.export(
                    model, Map.of(), folder.resolve("model.onnx"), ExportOptions.STANDARD, List.of(), () -> {});
            assertThat(result.checked()).isEqualTo(3);
            assertThat(result.detections()).isPositive();
            assertThat(result.worstScore()).isLessThan(1e-4);
            assertThat(result.worstBox()).isLessThan(.05);
        }
    }
}
