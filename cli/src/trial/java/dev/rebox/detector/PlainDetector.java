package dev.rebox.detector;

import dev.rebox.backbone.Backbones;
import dev.rebox.backbone.Conventions;
import dev.rebox.box.Detection;
import dev.rebox.config.ModelConfig;
import dev.rebox.data.image.RgbImage;
import dev.rebox.data.loader.Sample;
import dev.rebox.detector.head.RegionHead;
import dev.rebox.detector.proposal.AnchorGrid;
import dev.rebox.detector.proposal.ProposalLoss;
import dev.rebox.detector.proposal.Proposals;
import dev.rebox.detector.proposal.RegionProposalNetwork;
import dev.rebox.detector.proposal.WholeMapLoss;
import dev.rebox.detector.target.GroundTruth;
import dev.rebox.plain.Autocast;
import dev.rebox.plain.GridCrops;
import dev.rebox.plain.LinearLayer;
import dev.rebox.plain.Place;
import dev.rebox.plain.PlainBackbone;
import dev.rebox.plain.PlainProposals;
import dev.rebox.region.CellAlignment;
import dev.rebox.region.CropRule;
import dev.rebox.region.FeatureMap;
import dev.rebox.region.PaddedSize;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Precision;
import dev.rebox.tensor.Tensors;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The baseline as one writes it with torch.nn's modules: the default memory layout, normalisations as modules of their own,
 * crops by the grid sampler, the whole tail on crops. What is no network (matching, sampling, suppression, losses) is
 * Rebox's own.
 */
public final class PlainDetector {
    private static final double BOX_WEIGHT = 2;

    private final ModelConfig config;
    private final Conventions conventions;
    private final int classes;
    private final Place place = new Place();
    private final PlainBackbone backbone;
    private final PlainProposals proposals;
    private final LinearLayer logits;
    private final LinearLayer offsets;

    /** @param classes K */
    public PlainDetector(ModelConfig config, int classes) {
        this.config = config;
        this.classes = classes;
        conventions = Backbones.defaults(config.backbone());
        Place head = place.under("head");
        backbone = PlainBackbone.create(
                config.backbone(), config.width(), place.under("backbone"), head.under(RegionHead.TRUNK));
        AnchorGrid grid = new AnchorGrid(config.anchors(conventions.firstCell()));
        proposals = new PlainProposals(place.under("proposal"), backbone.featureChannels(), grid);
        logits = new LinearLayer(head, "logits", backbone.tailChannels(), classes + 1);
        offsets = new LinearLayer(head, "offsets", backbone.tailChannels(), 4 * classes);
    }

    /** Its tensors, and the work that it does. */
    public Place place() {
        return place;
    }

    public PlainBackbone backbone() {
        return backbone;
    }

    /** As {@link TwoStageDetector#losses}, of one image; bfloat16 by autocast. */
    public Losses losses(Sample sample, int regions, Precision precision, RandomGenerator random) {
        List<GroundTruth> truths = List.of(GroundTruth.of(sample.annotations()));
        Losses losses = new Losses();
        try (Autocast cast = new Autocast(precision == Precision.BFLOAT16)) {
            FeatureMap map = features(sample.image());
            RegionProposalNetwork.Output proposed = proposals.forward(map.map());
            ProposalLoss proposalLoss = WholeMapLoss.of(proposed, map.frame(), truths, random);
            losses.add("rpn_objectness", proposalLoss.objectness(), 1);
            losses.add("rpn_box", proposalLoss.box(), BOX_WEIGHT);
            List<float[]> boxes = Proposals.of(proposed, map.frame(), config.proposals(), true);
            SampledRegions sampled = SampledRegions.of(boxes, truths, regions, true, random);
            RegionHead.Output found = head(map, sampled.regions());
            losses.add("class", RegionLoss.classes(found.logits(), sampled.labels()), config.classLossWeight());
            losses.add("box", RegionLoss.boxes(found, sampled, truths), BOX_WEIGHT);
        }
        return losses;
    }

    /** As {@link TwoStageDetector#detect}, of one image; bfloat16 by autocast. */
    public List<Detection> detect(RgbImage image, Precision precision) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard();
                Autocast cast = new Autocast(precision == Precision.BFLOAT16)) {
            FeatureMap map = features(image);
            List<float[]> boxes = Proposals.of(proposals.forward(map.map()), map.frame(), config.proposals(), true);
            RegionHead.Output found = head(map, Regions.ofImages(boxes));
            return ClassifiedRegions.of(
                            Tensors.toFloats(torch.softmax(found.logits(), 1)),
                            Tensors.toFloats(found.offsets()),
                            boxes.get(0),
                            classes,
                            image.width(),
                            image.height())
                    .detections(config.nms());
        }
    }

    /** The map of one image, [1, C, H, W] in the default layout. */
    private FeatureMap features(RgbImage image) {
        PaddedSize frame = PaddedSize.around(new int[] {image.width()}, new int[] {image.height()});
        Tensor bytes = Tensors.bytes(image.rgb(), Engine.device("cpu"), 1, image.height(), image.width(), 3);
        Tensor pixels = conventions.normalization().apply(bytes).contiguous();
        Tensor padded = torch.constant_pad_nd(
                pixels, 0, frame.width() - image.width(), 0, frame.height() - image.height());
        CropRule rule = new CropRule(config.cropSize(), false, CellAlignment.centred(conventions.firstCell()));
        return new FeatureMap(backbone.features(padded), frame, rule);
    }

    private RegionHead.Output head(FeatureMap map, Regions regions) {
        Tensor crops = GridCrops.of(map.map(), map.placed(regions), config.cropSize());
        Tensor pooled = backbone.tail(crops).mean(2, 3);
        return new RegionHead.Output(
                logits.forward(pooled).to(ScalarType.Float),
                offsets.forward(pooled).to(ScalarType.Float));
    }
}
