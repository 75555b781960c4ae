package dev.rebox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.config.ModelConfig.AnchorCentres;
import dev.rebox.config.ModelConfig.CropPlacement;
import dev.rebox.config.ModelConfig.DetectorKind;
import dev.rebox.config.ModelConfig.TrunkStart;
import dev.rebox.data.LabelMap;
import dev.rebox.model.Model;
import dev.rebox.tensor.TrainedNormalization;
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

    /** The authors' published files: detector, backbone, where the rate falls, and what is peculiar to some. */
    @ParameterizedTest
    @CsvSource({
        "pair1-baseline, FASTER_RCNN, resnet101,           FROZEN,      0.001,   100000 130000",
        "pair1-method,   FASTER_RCNN, resnet101,           FROZEN,      0.001,   90000 120000",
        "pair2-baseline, FASTER_RCNN, resnet101,           FROZEN,      0.001,   820000 900000",
        "pair2-method,   FASTER_RCNN, resnet101,           FROZEN,      0.00001, ''",
        "pair3-baseline, FASTER_RCNN, resnet101,           FROZEN,      0.001,   170000 280000 310000",
        "pair3-method,   FASTER_RCNN, resnet101,           FROZEN,      0.001,   165000 275000 305000",
        "pair4-baseline, RFCN,        resnet101,           FROZEN,      0.001,   100000 120000 130000",
        "pair4-method,   RFCN,        resnet101,           FROZEN,      0.001,   125000 160000 178000",
        "pair5-baseline, FASTER_RCNN, mobilenet_v1,        SCALE_SHIFT, 0.001,   250000 300000",
        "pair5-method,   FASTER_RCNN, mobilenet_v1,        SCALE_SHIFT, 0.001,   260000 280000",
        "pair6-baseline, FASTER_RCNN, inception_resnet_v2, SHIFT,       0.001,   120000 135000",
        "pair6-method,   FASTER_RCNN, inception_resnet_v2, SHIFT,       0.001,   115000 135000",
        "pair7-baseline, RFCN,        resnet101,           FROZEN,      0.001,   160000 280000 350000",
        "pair7-method,   RFCN,        resnet101,           FROZEN,      0.001,   170000 280000 320000",
        "pair8-baseline, FASTER_RCNN, mobilenet_v1,        SCALE_SHIFT, 0.001,   500000 550000",
        "pair8-method,   FASTER_RCNN, mobilenet_v1,        SCALE_SHIFT, 0.001,   420000 560000 700000",
        "pair9-baseline, FASTER_RCNN, inception_resnet_v2, SHIFT,       0.001,   150000 190000 280000",
        "pair9-method,   FASTER_RCNN, inception_resnet_v2, SHIFT,       0.00001, ''"
    })
    void theAuthorsFilesAreRead(
            String name,
            DetectorKind detector,
            String backbone,
            TrainedNormalization normalization,
            double rate,
            String decays) {
        Config config = ConfigReader.read(List.of(
                CONFIGS.resolve("authors/common.yaml").toString(),
                CONFIGS.resolve("authors/" + name + ".yaml").toString()));
        ModelConfig model = config.model();
        assertThat(model.detector()).isEqualTo(detector);
        assertThat(model.backbone()).isEqualTo(backbone);
        assertThat(model.normalization()).isEqualTo(normalization);
        assertThat(model.trunkStart())
                .isEqualTo(backbone.equals("mobilenet_v1") ? TrunkStart.RANDOM : TrunkStart.WEIGHTS);
        boolean method = name.endsWith("method");
        assertThat(model.auxiliary()).hasSize(method ? 3 : 0);
        assertThat(model.refinement()).isEqualTo(method);
        assertThat(model.detaches("closeness")).isEqualTo(name.equals("pair2-method"));
        assertThat(model.detaches("foreground")).isFalse();
        assertThat(model.weightOf("foreground", 1))
                .isEqualTo(name.equals("pair4-method") ? .2 : name.equals("pair9-method") ? .3 : 1);
        assertThat(model.nms()).isEqualTo(name.startsWith("pair2") ? .6 : .4);
        TrainConfig train = config.train();
        assertThat(train.learningRate()).isEqualTo(rate);
        assertThat(train.decayAt().stream().map(Double::intValue).map(String::valueOf))
                .containsExactly(decays.isEmpty() ? new String[0] : decays.split(" "));
        assertThat(train.decayAt()).allMatch(decay -> decay < train.steps());
        assertThat(train.batch()).isEqualTo(name.startsWith("pair2") ? 3 : 1);
        assertThat(train.weightDecay()).isEqualTo(name.equals("pair2-method") ? 0 : 1e-4);
        // In common.
        assertThat(model.rpnBeta()).isCloseTo(1 / 9.0, within(1e-6));
        assertThat(model.anchorCentres()).isEqualTo(AnchorCentres.CORNER);
        assertThat(model.detachResidual()).isFalse();
        assertThat(model.refinementStart()).isEqualTo(.01);
        assertThat(train.decayBiases()).isFalse();
    }

    @Test
    void theAuthorsFilesAreAllKnown() throws IOException {
        try (Stream<Path> files = Files.list(CONFIGS.resolve("authors"))) {
            assertThat(files).hasSize(1 + 18);
        }
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
