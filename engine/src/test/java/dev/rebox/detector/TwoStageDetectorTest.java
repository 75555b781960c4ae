package dev.rebox.detector;

import static dev.rebox.TestSamples.crowd;
import static dev.rebox.TestSamples.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.TestSamples;
import dev.rebox.backbone.Backbone;
import dev.rebox.backbone.Backbones;
import dev.rebox.box.Detection;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.ModelConfig;
import dev.rebox.config.ModelConfig.DetectorKind;
import dev.rebox.data.loader.Sample;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Precision;
import dev.rebox.tensor.Slope;
import dev.rebox.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The narrowest MobileNet, K = 3 and small images, unless a test says otherwise. */
class TwoStageDetectorTest {
    private static final List<String> TASKS = List.of("multi_object", "closeness", "foreground");
    private static final int REGIONS = 32;
    private static final int K = 3;

    private final Sample two =
            TestSamples.of(96, 64, K, object(4, 4, 40, 40, 1), object(50, 20, 90, 60, 2), crowd(0, 50, 30, 64));
    private final Sample one = TestSamples.of(64, 96, K, object(10, 30, 60, 80, 3));
    private final List<Parameters> opened = new ArrayList<>();
    private PointerScope scope;

    @BeforeEach
    void open() {
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        opened.forEach(Parameters::close);
        scope.close();
    }

    @ParameterizedTest
    @EnumSource
    void theMethodHasALossForEachTaskAndTheBaselineHasFour(DetectorKind kind) {
        assertThat(losses(detector(kind, K, Change.METHOD), two, one))
                .containsOnlyKeys(
                        "rpn_objectness",
                        "rpn_box",
                        "class",
                        "box",
                        "closeness",
                        "multi_object",
                        "foreground",
                        "refined_class")
                .allSatisfy((name, value) -> assertThat(value).isFinite().isNotNegative());
        assertThat(losses(detector(kind, K, Change.BASELINE), two, one))
                .containsOnlyKeys("rpn_objectness", "rpn_box", "class", "box");
    }

    @Test
    void aNewNetworkKnowsNothing() {
        // New layers are almost nought, so all answers are equally likely.
        Map<String, Float> losses = losses(detector(DetectorKind.FASTER_RCNN, K, Change.METHOD), two);
        assertThat(losses.get("rpn_objectness")).isEqualTo((float) Math.log(2), within(.1f));
        assertThat(losses.get("class")).isEqualTo((float) Math.log(K + 1), within(.15f));
        assertThat(losses.get("refined_class")).isEqualTo(losses.get("class"), within(.05f));
        assertThat(losses.get("multi_object")).isEqualTo((float) Math.log(K + 1), within(.15f));
        assertThat(losses.get("closeness")).isEqualTo(.3f * (float) Math.log(K), within(.05f));
        assertThat(losses.get("foreground")).isEqualTo((float) Math.log(2), within(.1f));
    }

    @Test
    void weightsOfLossesAreApplied() {
        Map<String, Float> plain = losses(detector(DetectorKind.FASTER_RCNN, K, Change.BASELINE), two);
        Map<String, Float> doubled = losses(detector(DetectorKind.FASTER_RCNN, K, Change.DOUBLED), two);
        assertThat(doubled.get("class")).isEqualTo(2 * plain.get("class"), within(1e-5f));
        assertThat(doubled.get("box")).isEqualTo(plain.get("box"), within(1e-5f));
        TwoStageDetector detector = detector(DetectorKind.FASTER_RCNN, K, Change.METHOD);
        Losses losses = detector.losses(List.of(two), REGIONS, Precision.FLOAT32, new SplittableRandom(1));
        Map<String, Float> light = losses(detector(DetectorKind.FASTER_RCNN, K, Change.LIGHT), two);
        assertThat(light).allSatisfy((name, loss) -> assertThat(loss)
                .isEqualTo((TASKS.contains(name) ? .25f : 1) * losses.values().get(name), within(1e-5f)));
        double sum = losses.values().values().stream().mapToDouble(v -> v).sum();
        assertThat(losses.total().item_double()).isCloseTo(sum, within(1e-5));
    }

    @Test
    void eachLossMayHaveAWeightOfItsOwn() {
        Map<String, Float> plain = losses(detector(DetectorKind.FASTER_RCNN, K), two);
        Map<String, Float> weighed = losses(
                detector(
                        DetectorKind.FASTER_RCNN,
                        K,
                        "auxiliaryWeights=[closeness=0.6, foreground=0.2]",
                        "auxiliaryWeight=0.5",
                        "refinementWeight=3"),
                two);
        // .6 instead of .3, 1 as before and .2 instead of 1, each times .5.
        Map<String, Float> factors =
                Map.of("closeness", 1f, "multi_object", .5f, "foreground", .1f, "refined_class", 3f, "class", 1f);
        factors.forEach((name, factor) ->
                assertThat(weighed.get(name)).as(name).isEqualTo(factor * plain.get(name), within(1e-5f)));
    }

    /** The authors' way on COCO: the backbone's gradients are those of the foreground task alone. */
    @ParameterizedTest
    @EnumSource
    void singleTasksMayBeDetached(DetectorKind kind) {
        Map<String, float[]> alone =
                gradients(detector(kind, K, "auxiliary=[foreground]", "refinement=false"), two, one);
        Map<String, float[]> detached =
                gradients(detector(kind, K, "detachedTasks=[multi_object, closeness]"), two, one);
        alone.forEach((name, gradient) -> assertThat(largestDifference(detached.get(name), gradient))
                .as(name)
                .isLessThan(1e-5));
        assertThat(detached).containsKeys("auxiliary.multi_object.logits.weight", "refinement.fc.weight");
        Map<String, float[]> baseline = gradients(detector(kind, K, Change.BASELINE), two, one);
        String stem = "backbone.conv_stem.weight";
        assertThat(largestDifference(detached.get(stem), baseline.get(stem))).isGreaterThan(1e-4);
    }

    @Test
    void aDetachedTaskDoesNotTrainATailThatItShares() {
        String tail = "head.trunk.blocks.4.1.conv_pw.weight";
        DetectorKind kind = DetectorKind.FASTER_RCNN;
        String shared = "auxiliaryTrunk=shared";
        float[] alone = gradients(detector(kind, K, "auxiliary=[multi_object]", shared, "refinement=false"), two)
                .get(tail);
        float[] both = gradients(detector(kind, K, shared, "detachedTasks=[closeness]"), two)
                .get(tail);
        assertThat(largestDifference(both, alone)).isLessThan(1e-5);
    }

    /** Which losses a choice of the authors moves at once. */
    @ParameterizedTest
    @CsvSource({
        "faster_rcnn, rpnBeta=0.111, rpn_box",
        "faster_rcnn, foregroundTanh=true, foreground",
        "faster_rcnn, anchorCentres=corner, rpn_box",
        "faster_rcnn, anchorCentres=cells, rpn_box",
        "faster_rcnn, borderProposals=false, class",
        "faster_rcnn, truthRegions=false, box",
        "rfcn, rfcnDilation=1, class"
    })
    void choicesOfTheAuthorsReachTheNetwork(String kind, String setting, String loss) {
        DetectorKind detector = DetectorKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT));
        assertThat(losses(detector(detector, K, setting), two).get(loss))
                .isNotEqualTo(losses(detector(detector, K), two).get(loss));
    }

    @ParameterizedTest
    @EnumSource
    void normalisationMayBeTrainedAndBeginsWithTheSameBits(DetectorKind kind) {
        Map<String, Float> frozen = losses(detector(kind, K), two);
        for (String trained : List.of("shift", "scale_shift")) {
            TwoStageDetector detector = detector(kind, K, "normalization=" + trained);
            assertThat(losses(detector, two)).isEqualTo(frozen);
            Map<String, float[]> gradients = gradients(detector, two);
            assertThat(gradients).containsKeys("backbone.bn1.bias", "head.trunk.blocks.4.1.bn2.bias");
            assertThat(gradients.containsKey("backbone.bn1.weight")).isEqualTo(trained.equals("scale_shift"));
            assertThat(gradients.keySet()).noneMatch(name -> name.contains("running"));
        }
    }

    @Test
    void equalGeneratorsGiveEqualLosses() {
        TwoStageDetector detector = detector(DetectorKind.FASTER_RCNN, K, Change.METHOD);
        assertThat(losses(detector, two)).isEqualTo(losses(detector, two));
    }

    /** Detached tasks train their own heads, and nothing of the detector sees a difference. */
    @ParameterizedTest
    @EnumSource
    void detachedTasksLeaveTheDetectorsGradientsAsTheBaselineHasThem(DetectorKind kind) {
        Map<String, float[]> baseline = gradients(detector(kind, K, Change.BASELINE), two, one);
        Map<String, float[]> detached = gradients(detector(kind, K, Change.DETACHED), two, one);
        baseline.forEach((name, gradient) -> assertThat(largestDifference(detached.get(name), gradient))
                .as(name)
                .isLessThan(1e-5));
        assertThat(detached.keySet().stream().filter(n -> !baseline.containsKey(n)))
                .allMatch(n -> n.startsWith("auxiliary.") || n.startsWith("refinement."))
                .isNotEmpty();
        Map<String, float[]> method = gradients(detector(kind, K, Change.METHOD), two, one);
        assertThat(largestDifference(
                        method.get("backbone.conv_stem.weight"), baseline.get("backbone.conv_stem.weight")))
                .isGreaterThan(1e-4);
        assertThat(largestDifference(method.get("head.logits.weight"), baseline.get("head.logits.weight")))
                .isLessThan(1e-5);
    }

    @Test
    void anAttachedResidualTrainsTheMainClassifierTwice() {
        float[] once = gradients(detector(DetectorKind.FASTER_RCNN, K, Change.METHOD), two)
                .get("head.logits.bias");
        float[] twice = gradients(detector(DetectorKind.FASTER_RCNN, K, Change.ATTACHED), two)
                .get("head.logits.bias");
        for (int i = 0; i < once.length; i++) {
            assertThat(twice[i]).isEqualTo(2 * once[i], within(.02f));
        }
    }

    /** Each loss against finite differences, along a random direction of a layer that it trains. */
    @ParameterizedTest
    @EnumSource
    void gradientsAreThoseOfFiniteDifferences(DetectorKind kind) {
        TwoStageDetector detector = detector(kind, K, Change.METHOD);
        Map<String, float[]> gradients = gradients(detector, two, one);
        Map.of(
                        "head.logits.weight", "class",
                        "head.offsets.weight", "box",
                        "auxiliary.multi_object.logits.weight", "multi_object",
                        "auxiliary.closeness.logits.weight", "closeness",
                        "auxiliary.foreground.conv.weight", "foreground",
                        "refinement.fc.weight", "refined_class",
                        "proposal.objectness.weight", "rpn_objectness",
                        "proposal.offsets.weight", "rpn_box")
                .forEach((name, loss) -> {
                    Parameter parameter = detector.parameters().get(name);
                    torch.manual_seed(5);
                    Tensor direction = Slope.direction(parameter.value());
                    double slope = Slope.along(parameter.value(), direction, .02, w -> losses(detector, two, one)
                            .get(loss));
                    double expected = Slope.byGradient(
                            Tensors.floats(gradients.get(name), new Device("cpu"), parameter.shape()), direction);
                    assertThat(slope).as(name).isCloseTo(expected, within(2e-4 + .01 * Math.abs(expected)));
                });
    }

    @ParameterizedTest
    @EnumSource
    void imagesOfEveryKindGiveFiniteLosses(DetectorKind kind) {
        TwoStageDetector detector = detector(kind, K, Change.METHOD);
        Sample empty = TestSamples.of(96, 64, K);
        Sample crowdsOnly = TestSamples.of(96, 64, K, crowd(10, 10, 40, 40));
        Sample oneCrowd = TestSamples.of(96, 64, K, crowd(0, 0, 96, 64));
        Sample tiny = TestSamples.of(32, 32, K, object(4, 4, 28, 28, 2));
        Sample tinier = TestSamples.of(20, 9, K, object(0, 0, 20, 9, 2));
        for (Sample[] batch : new Sample[][] {
            {empty}, {crowdsOnly}, {oneCrowd}, {tiny}, {tinier}, {two, empty}, {oneCrowd, one}, {tiny, two, crowdsOnly}
        }) {
            assertThat(losses(detector, batch))
                    .allSatisfy((name, value) -> assertThat(value).as(name).isFinite());
            gradients(detector, batch)
                    .forEach((name, gradient) -> assertThat(largestDifference(gradient, new float[gradient.length]))
                            .as(name)
                            .isFinite());
            assertThat(detector.detect(
                            java.util.Arrays.stream(batch).map(Sample::image).toList(), Precision.FLOAT32))
                    .hasSize(batch.length);
        }
        assertThat(losses(detector, empty).get("closeness")).isEqualTo(0, within(1e-9f));
        assertThat(losses(detector, oneCrowd).get("class")).isEqualTo(0, within(1e-9f));
    }

    @ParameterizedTest
    @EnumSource
    void oneClassIsEnough(DetectorKind kind) {
        TwoStageDetector detector = detector(kind, 1, Change.METHOD);
        Sample sample = TestSamples.of(96, 64, 1, object(4, 4, 40, 40, 1), object(50, 20, 90, 60, 1));
        Map<String, Float> losses = losses(detector, sample);
        assertThat(losses).allSatisfy((name, value) -> assertThat(value).isFinite());
        assertThat(losses.get("closeness")).isEqualTo(0, within(1e-9f)); // no other class can be near
        assertThat(detector.detect(List.of(sample.image()), Precision.FLOAT32).get(0))
                .isNotEmpty()
                .allMatch(d -> d.label() == 1);
    }

    @ParameterizedTest
    @EnumSource
    void detectionsLieInTheirImageByFallingScore(DetectorKind kind) {
        TwoStageDetector detector = detector(kind, K, Change.METHOD);
        List<List<Detection>> found = detector.detect(List.of(two.image(), one.image()), Precision.FLOAT32);
        assertThat(found).hasSize(2);
        assertThat(found.get(0))
                .isNotEmpty()
                .allMatch(d -> d.box().x2() <= 96 && d.box().y2() <= 64);
        assertThat(found.get(1))
                .isNotEmpty()
                .allMatch(d -> d.box().x2() <= 64 && d.box().y2() <= 96);
        for (List<Detection> image : found) {
            assertThat(image).hasSizeLessThanOrEqualTo(300).allMatch(d -> d.label() >= 1 && d.label() <= K);
            assertThat(image).extracting(Detection::score).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        }
    }

    /** The tasks then have last layers only, and train the main head's tail. */
    @ParameterizedTest
    @EnumSource
    void headsMayShareTheMainTail(DetectorKind kind) {
        TwoStageDetector shared = detector(kind, K, Change.SHARED);
        assertThat(shared.parameters().all().stream().map(Parameter::name).filter(n -> n.startsWith("auxiliary.")))
                .isNotEmpty()
                .noneMatch(n -> n.contains("trunk"));
        assertThat(shared.tails()).hasSize(1);
        Map<String, float[]> baseline = gradients(detector(kind, K, Change.BASELINE), two, one);
        String tail = "head.trunk.blocks.4.1.conv_pw.weight";
        Map<String, float[]> gradients = gradients(shared, two, one);
        assertThat(largestDifference(gradients.get(tail), baseline.get(tail))).isGreaterThan(2e-5);
        Map<String, float[]> detached = gradients(detector(kind, K, Change.SHARED_DETACHED), two, one);
        baseline.forEach((name, gradient) -> assertThat(largestDifference(detached.get(name), gradient))
                .as(name)
                .isLessThan(1e-5));
        assertThat(detached).containsKeys("auxiliary.closeness.logits.weight", "auxiliary.multi_object.logits.weight");
        assertThat(shared.detect(List.of(two.image(), one.image()), Precision.FLOAT32))
                .hasSize(2);
    }

    /** No image of a batch sees another: neither in its regions nor in the mean that refines it. */
    @ParameterizedTest
    @EnumSource
    void anImageIsDetectedInABatchAsAlone(DetectorKind kind) {
        TwoStageDetector detector = detector(kind, K, Change.METHOD);
        // Larger weights, so that the refinement has a say.
        detector.parameters().all().stream()
                .filter(p -> p.name().startsWith("refinement") || p.name().contains(".logits."))
                .forEach(p -> p.set(p.value().mul(new org.bytedeco.pytorch.Scalar(20))));
        Sample other = TestSamples.of(96, 64, K, object(0, 0, 50, 50, 3));
        byte[] dark = other.image().rgb().clone();
        for (int i = 0; i < dark.length; i++) {
            dark[i] = (byte) ((dark[i] & 0xFF) / 4);
        }
        var darker = new dev.rebox.data.image.RgbImage(96, 64, dark);
        List<Detection> alone =
                detector.detect(List.of(two.image()), Precision.FLOAT32).get(0);
        List<Detection> together =
                detector.detect(List.of(darker, two.image()), Precision.FLOAT32).get(1);
        assertThat(together).hasSameSizeAs(alone);
        for (int i = 0; i < alone.size(); i++) {
            assertThat(together.get(i).score()).isCloseTo(alone.get(i).score(), within(1e-3));
        }
    }

    private static double largestDifference(float[] a, float[] b) {
        double largest = a.length == b.length ? 0 : Double.NaN;
        for (int i = 0; i < b.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i])); // not a number stays so
        }
        return largest;
    }

    private enum Change {
        METHOD(),
        BASELINE("auxiliary=[]", "refinement=false"),
        DETACHED("detachAuxiliary=true"),
        ATTACHED("detachResidual=false"),
        DOUBLED("auxiliary=[]", "refinement=false", "classLossWeight=2"),
        LIGHT("auxiliaryWeight=0.25"),
        SHARED("auxiliaryTrunk=shared"),
        SHARED_DETACHED("auxiliaryTrunk=shared", "detachAuxiliary=true");

        private final String[] settings;

        Change(String... settings) {
            this.settings = settings;
        }
    }

    private TwoStageDetector detector(DetectorKind kind, int classes, Change change) {
        return detector(kind, classes, change.settings);
    }

    private TwoStageDetector detector(DetectorKind kind, int classes, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "detector=" + kind,
                "width=0.25",
                "anchorBase=32",
                "anchorScales=[0.5, 1]",
                "proposals=24",
                "model.windows=8",
                "refineShare=1",
                "refineFloor=0",
                "refinementStart=0.01"));
        all.addAll(List.of(settings));
        ModelConfig config = ConfigReader.read(all).model();
        Parameters parameters = new Parameters(new Device("cpu"), 1, config.normalization());
        opened.add(parameters);
        Backbone backbone = Backbones.create(
                config.backbone(), config.width(), Backbones.defaults(config.backbone()), parameters.under("backbone"));
        return new TwoStageDetector(config, classes, backbone, parameters);
    }

    private static Map<String, Float> losses(TwoStageDetector detector, Sample... samples) {
        return detector.losses(List.of(samples), REGIONS, Precision.FLOAT32, new SplittableRandom(1))
                .values();
    }

    /** The gradient of the total of every parameter that has one. */
    private static Map<String, float[]> gradients(TwoStageDetector detector, Sample... samples) {
        detector.losses(List.of(samples), REGIONS, Precision.FLOAT32, new SplittableRandom(1))
                .total()
                .backward();
        Map<String, float[]> gradients = new LinkedHashMap<>();
        for (Parameter p : detector.parameters().trained()) {
            if (p.value().grad().defined()) {
                gradients.put(p.name(), Tensors.toFloats(p.value().grad()));
                p.value().mutable_grad().reset();
            }
        }
        return gradients;
    }
}
