package dev.rebox.detector;

import dev.rebox.auxiliary.AuxiliaryTask;
import dev.rebox.auxiliary.OffsetContext;
import dev.rebox.auxiliary.Predictions;
import dev.rebox.auxiliary.Refinement;
import dev.rebox.auxiliary.RegionContext;
import dev.rebox.auxiliary.TaskKind;
import dev.rebox.auxiliary.Tasks;
import dev.rebox.backbone.Backbone;
import dev.rebox.box.Detection;
import dev.rebox.config.ModelConfig;
import dev.rebox.data.image.RgbImage;
import dev.rebox.data.loader.Sample;
import dev.rebox.detector.head.FasterRcnnHead;
import dev.rebox.detector.head.RegionHead;
import dev.rebox.detector.head.RfcnHead;
import dev.rebox.detector.proposal.AnchorGrid;
import dev.rebox.detector.proposal.Proposals;
import dev.rebox.detector.proposal.RegionProposalNetwork;
import dev.rebox.detector.target.GroundTruth;
import dev.rebox.region.CellAlignment;
import dev.rebox.region.CropRule;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.RegionClassifier;
import dev.rebox.region.RegionFeatures;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Precision;
import dev.rebox.tensor.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * The detector: backbone, region proposals, head; with the auxiliary tasks trained beside it and the refinement of its
 * class logits (paper, Figure 1). Without tasks and refinement it is the plain baseline.
 *
 * <p>Its parameters are called {@code backbone.*}, {@code proposal.*}, {@code head.*}, {@code auxiliary.TASK.*} and
 * {@code refinement.*}.
 */
public final class TwoStageDetector {
    private static final double BOX_WEIGHT = 2;

    private final ModelConfig config;
    private final int classes;
    private final Parameters parameters;
    private final Backbone backbone;
    private final RegionProposalNetwork proposalNetwork;
    private final RegionHead head;
    private final Map<Parameters, RegionHead> heads = new LinkedHashMap<>();
    private final Map<TaskKind, AuxiliaryTask> tasks = new LinkedHashMap<>();
    private final Refinements refinements;
    private final DetectionStage detections;

    /**
     * @param classes K
     * @param parameters new ones, in which the backbone's were created already
     */
    public TwoStageDetector(ModelConfig config, int classes, Backbone backbone, Parameters parameters) {
        this.config = config;
        this.classes = classes;
        this.parameters = parameters;
        this.backbone = backbone;
        AnchorGrid grid = new AnchorGrid(config.anchors(backbone.conventions().firstCell()));
        proposalNetwork = new RegionProposalNetwork(
                parameters.under("proposal"), backbone.featureChannels(), config.proposalChannels(), grid);
        head = mainHead(parameters.under("head"));
        for (TaskKind kind : Tasks.of(config)) {
            Parameters own = parameters.under("auxiliary").under(kind.name());
            tasks.put(
                    kind,
                    kind.create(new TaskKind.Parts(
                            own,
                            () -> auxiliaryHead(own, RegionHead.Columns.logits(classes), config.detaches(kind.name())),
                            count ->
                                    auxiliaryHead(own, RegionHead.Columns.numbers(count), config.detaches(kind.name())),
                            backbone.featureChannels(),
                            config)));
        }
        refinements = Refinements.of(config, classes, parameters.under("refinement"), tasks.values());
        detections = new DetectionStage(config, classes, head, refinements);
    }

    private RegionHead mainHead(Parameters under) {
        return kept(
                under,
                switch (config.detector()) {
                    case FASTER_RCNN -> new FasterRcnnHead(under, backbone, classes, true);
                    case RFCN -> new RfcnHead(under, backbone, classes, true, config.rfcnDilation());
                });
    }

    private RegionClassifier auxiliaryHead(Parameters under, RegionHead.Columns columns, boolean detached) {
        if (config.auxiliaryTrunk() == ModelConfig.AuxiliaryTrunk.SHARED) {
            return head.sharing(under, columns, detached);
        }
        return kept(
                under,
                switch (config.detector()) {
                    case FASTER_RCNN -> FasterRcnnHead.auxiliary(under, backbone, columns);
                    case RFCN -> RfcnHead.auxiliary(under, backbone, columns, config.rfcnDilation());
                });
    }

    private RegionHead kept(Parameters under, RegionHead made) {
        heads.put(under, made);
        return made;
    }

    /** The names of the tasks of which the refinement of the classes uses the context. */
    public List<String> contextTasks() {
        return tasksThatAre(RegionContext.class);
    }

    /** The names of the tasks of which the refinement of the boxes uses the context. */
    public List<String> offsetTasks() {
        return tasksThatAre(OffsetContext.class);
    }

    private List<String> tasksThatAre(Class<?> kind) {
        return tasks.entrySet().stream()
                .filter(task -> kind.isInstance(task.getValue()))
                .map(task -> task.getKey().name())
                .toList();
    }

    public ModelConfig config() {
        return config;
    }

    public Parameters parameters() {
        return parameters;
    }

    public Backbone backbone() {
        return backbone;
    }

    /** Where the tails of the heads, the main one first, have their parameters. */
    public List<Parameters> tails() {
        return heads.keySet().stream()
                .map(under -> under.under(RegionHead.TRUNK))
                .toList();
    }

    /** Batch normalisation by each batch's own statistics, to find those that a network from scratch is frozen with. */
    public void trainNormalization(boolean on) {
        backbone.trainNormalization(on);
        heads.values().forEach(made -> made.trainNormalization(on));
    }

    /** K. */
    public int classes() {
        return classes;
    }

    /**
     * The losses of a batch (method: paper, section 3.4), with a graph.
     *
     * @param regionsPerImage sampled for the second stage
     * @param random chooses anchors and regions: equal generators give equal losses
     */
    public Losses losses(List<Sample> samples, int regionsPerImage, Precision precision, RandomGenerator random) {
        List<GroundTruth> truths =
                samples.stream().map(s -> GroundTruth.of(s.annotations())).toList();
        FeatureMap features = features(samples.stream().map(Sample::image).toList(), precision);
        Losses losses = new Losses();

        SampledRegions sampled = Profile.stage("proposals", () -> {
            RegionProposalNetwork.Training proposed = proposalNetwork.train(features, truths, config.rpnBeta(), random);
            losses.add("rpn_objectness", proposed.loss().objectness(), 1);
            losses.add("rpn_box", proposed.loss().box(), BOX_WEIGHT);
            List<float[]> proposals =
                    Proposals.of(proposed.all(), features.frame(), config.proposals(), config.borderProposals());
            return SampledRegions.of(proposals, truths, regionsPerImage, config.truthRegions(), random);
        });
        RegionFeatures regions = features.of(sampled.regions());
        RegionHead.Output found = Profile.stage("heads", () -> head.forward(regions));
        losses.add("class", RegionLoss.classes(found.logits(), sampled.labels()), config.classLossWeight());
        losses.add("box", RegionLoss.boxes(found, sampled, truths), BOX_WEIGHT);

        boolean any = tasks.keySet().stream().anyMatch(kind -> config.detaches(kind.name()));
        RegionFeatures detached = any || config.detachAuxiliary() ? regions.detached() : regions;
        tasks.forEach((kind, task) -> {
            AuxiliaryTask.TaskInput seen = new AuxiliaryTask.TaskInput(
                    config.detaches(kind.name()) ? detached : regions, sampled.positives(), sampled.matched(), samples);
            losses.add(
                    kind.name(),
                    Profile.stage("auxiliary", () -> task.loss(seen)),
                    config.weightOf(kind.name(), kind.weight()));
        });
        refinements
                .losses(detached, sampled, found, truths, config.refineShareOf(regionsPerImage))
                .forEach((name, loss) -> losses.add(name, loss, config.refinementWeight()));
        return losses;
    }

    /** Detections of each image, in pixels of that (resized) image, by falling score. */
    public List<List<Detection>> detect(List<RgbImage> images, Precision precision) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            return detect(features(images, precision), DetectionTrace.NONE);
        }
    }

    /** Detections of one image, the same, with what the refinement did to their scores. */
    public List<ExplainedDetection> explain(RgbImage image, Precision precision) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            FeatureMap features = features(List.of(image), precision);
            Refinement refinement = refinements.classes();
            if (refinement == null) {
                return detect(features, DetectionTrace.NONE).get(0).stream()
                        .map(d -> new ExplainedDetection(d, Optional.empty()))
                        .toList();
            }
            ScoreExplanation explanation = new ScoreExplanation(refinement, contextTasks(), classes);
            return explanation.explain(detect(features, explanation).get(0));
        }
    }

    /**
     * What the detector and its auxiliary heads predict for labelled images.
     *
     * @param detections of each image, in pixels of that image, by falling score
     * @param answers of the auxiliary heads, of all images together, by the task's name
     */
    public record Output(List<List<Detection>> detections, Map<String, Predictions> answers) {}

    /** Runs the network once on labelled images, for detections and tasks. */
    public Output predict(List<Sample> samples, Precision precision) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            FeatureMap features = features(samples.stream().map(Sample::image).toList(), precision);
            Map<String, Predictions> answers = new LinkedHashMap<>();
            tasks.forEach((kind, task) -> answers.put(kind.name(), task.predict(features, samples)));
            return new Output(detect(features, DetectionTrace.NONE), answers);
        }
    }

    private List<List<Detection>> detect(FeatureMap features, DetectionTrace trace) {
        List<float[]> proposals = Profile.stage(
                "proposals",
                () -> Proposals.of(proposalNetwork.forward(features), features.frame(), config.proposals(), true));
        return detections.detect(features, proposals, trace);
    }

    private CellAlignment placement() {
        return config.cropPlacement() == ModelConfig.CropPlacement.CORNERS
                ? CellAlignment.CORNERS
                : CellAlignment.centred(backbone.conventions().firstCell());
    }

    private FeatureMap features(List<RgbImage> images, Precision precision) {
        ImageBatch batch = Profile.stage(
                "image",
                () -> ImageBatch.of(images, backbone.conventions().normalization(), precision, parameters.device()));
        CropRule rule = new CropRule(config.cropSize(), config.cropMaxPool(), placement());
        Tensor map = Profile.stage("features", () -> backbone.features(batch.images()));
        return new FeatureMap(map, batch.frame(), rule);
    }
}
