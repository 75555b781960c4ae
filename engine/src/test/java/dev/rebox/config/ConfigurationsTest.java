package dev.rebox.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.config.ModelConfig.CropPlacement;
import dev.rebox.data.LabelMap;
import dev.rebox.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in {@code configs/} that one run is configured by. */
class ConfigurationsTest {
    private static final Path CONFIGS = Path.of("../configs");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(CONFIGS)) {
            return files.filter(f -> f.toString().endsWith(".yaml"))
                    .filter(f -> !f.getFileName().toString().startsWith("study-")) // plans of several runs
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsAConfigurationAndSaysWhatItIsFor(Path file) throws IOException {
        Config config = ConfigReader.read(file);
        assertThat(config.train().decayAt())
                .allMatch(decay -> decay < config.train().steps())
                .isSorted();
        assertThat(Files.readString(file)).startsWith("# ");
    }

    /** The table of the authors' schedules: backbone, where the rate falls. */
    @ParameterizedTest
    @CsvSource({
        "voc07-faster_rcnn-resnet101,             resnet101,           90000 120000,         VOC2007:trainval",
        "coco17-faster_rcnn-resnet101,            resnet101,           820000 950000,        train2017",
        "voc0712-faster_rcnn-resnet101,           resnet101,           165000 275000 305000, VOC2012:trainval",
        "voc07-rfcn-resnet101,                    resnet101,           125000 160000 178000, VOC2007:trainval",
        "voc07-faster_rcnn-mobilenet_v1,          mobilenet_v1,        260000 280000,        VOC2007:trainval",
        "voc07-faster_rcnn-inception_resnet_v2,   inception_resnet_v2, 115000 135000,        VOC2007:trainval",
        "voc0712-rfcn-resnet101,                  resnet101,           170000 280000 320000, VOC2012:trainval",
        "voc0712-faster_rcnn-mobilenet_v1,        mobilenet_v1,        420000 560000 700000, VOC2012:trainval",
        "voc0712-faster_rcnn-inception_resnet_v2, inception_resnet_v2, 160000 205000,        VOC2012:trainval"
    })
    void theNinePairsAreThePapers(String file, String backbone, String decays, String data) {
        Config config = ConfigReader.read(List.of(
                CONFIGS.resolve("paper.yaml").toString(),
                CONFIGS.resolve(file + ".yaml").toString()));
        assertThat(config.model().backbone()).isEqualTo(backbone);
        assertThat(file).contains(config.model().detector().name().toLowerCase(java.util.Locale.ROOT));
        assertThat(config.train().decayAt())
                .containsExactly(
                        Arrays.stream(decays.split(" ")).map(Double::valueOf).toArray(Double[]::new));
        assertThat(config.data().train()).contains(data);
        // The recipe that they have in common.
        assertThat(config.train().learningRate()).isEqualTo(.001);
        assertThat(config.train().momentum()).isEqualTo(.9);
        assertThat(config.train().weightDecay()).isEqualTo(1e-4);
        assertThat(config.train().auxiliaryWeightDecay()).isEqualTo(1e-3);
        assertThat(config.train().regions()).isEqualTo(256);
        assertThat(config.data().shorterSide()).isEqualTo(600);
        assertThat(config.model().cropPlacement()).isEqualTo(CropPlacement.CORNERS);
        assertThat(config.model().refineShare()).isEqualTo(1.0);
        boolean coco = file.startsWith("coco");
        assertThat(config.train().batch()).isEqualTo(coco ? 3 : 1);
        assertThat(config.model().cropSize()).isEqualTo(coco ? 14 : 7);
        assertThat(config.model().cropMaxPool()).isEqualTo(coco);
    }

    @Test
    void aSmallOneBuildsItsModel() {
        Config config =
                ConfigReader.read(List.of(CONFIGS.resolve("small-300.yaml").toString(), "device=cpu"));
        try (Model model = Model.create(config, LabelMap.of(List.of("dog", "cat")))) {
            assertThat(model.detector().classes()).isEqualTo(2);
            assertThat(model.detector().tails()).hasSize(3);
        }
    }
}
