package dev.rebox.model;

import dev.rebox.backbone.Backbones;
import dev.rebox.backbone.Conventions;
import dev.rebox.data.LabelMap;
import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.tensor.weights.stored.Weights;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * A Faster R-CNN of Detectron2 with a ResNet's C4 features: 15 anchors a cell, one score an anchor, offsets as (x, y, w, h), the
 * background behind the classes. It pools regions otherwise than this library, so that its detections are not the same here: it
 * is a start for training.
 */
final class DetectronDetector implements PublicDetector {
    private static final String STEM = "backbone.stem.conv1.weight";
    private static final String BLOCK = "backbone.res4.%d.conv1.weight";
    private static final String SCORES = "roi_heads.box_predictor.cls_score";
    private static final Map<Integer, String> BY_LAST_BLOCK = Map.of(6, "resnet50", 23, "resnet101", 36, "resnet152");
    private static final int COCO = 80;
    /** In a cell: five sizes, three ratios each. */
    private static final int ANCHORS = 15;

    /** What their offsets are multiplied by in the first stage, y, x, h and w, to be ours. */
    private static final float[] CODER = {10, 10, 5, 5};
    /** Their places of y, x, h and w. */
    private static final int[] ORDER = {1, 0, 3, 2};

    private final Weights weights;
    private final String backbone;
    private final LabelMap labels;
    private final Set<String> used = new LinkedHashSet<>();

    private DetectronDetector(Weights weights, String backbone, int classes) {
        this.weights = weights;
        this.backbone = backbone;
        labels = classes == COCO
                ? CocoClasses.labels()
                : LabelMap.of(IntStream.rangeClosed(1, classes)
                        .mapToObj(i -> "class" + i)
                        .toList());
    }

    /** Empty where the file is something else. @throws ConfigException for a detector of Detectron2 that is of another kind */
    static Optional<PublicDetector> of(Weights weights) {
        Map<String, Entry> there = weights.entries();
        if (!there.containsKey("proposal_generator.rpn_head.conv.weight")) {
            return Optional.empty();
        }
        int blocks = 0;
        while (there.containsKey(String.format(Locale.ROOT, BLOCK, blocks))) {
            blocks++;
        }
        Entry scores = there.get(SCORES + ".bias");
        if (!there.containsKey(STEM)
                || !BY_LAST_BLOCK.containsKey(blocks)
                || scores == null
                || !there.containsKey("roi_heads.res5.0.conv1.weight")) {
            throw new ConfigException(
                    weights.file() + ": a detector of Detectron2, but not a Faster R-CNN with a ResNet's C4"
                            + " features, such as faster_rcnn_R_50_C4_3x, which alone can be a start here.");
        }
        return Optional.of(new DetectronDetector(
                weights, String.valueOf(BY_LAST_BLOCK.get(blocks)), Math.toIntExact(scores.count()) - 1));
    }

    @Override
    public String publisher() {
        return "Detectron2's model zoo";
    }

    @Override
    public String licence() {
        return "CC-BY-SA-3.0";
    }

    @Override
    public List<String> settings() {
        Entry rpn = weights.entries().get("proposal_generator.rpn_head.conv.weight");
        return List.of(
                "model.backbone=" + backbone,
                "model.auxiliary=[]",
                "model.refinement=false",
                "model.proposalChannels=" + (rpn == null ? 512 : rpn.sides()[0]),
                "model.anchorScales=[0.125, 0.25, 0.5, 1, 2]",
                "model.anchorCentres=corner",
                "model.nms=0.5",
                "data.shorterSide=800",
                "data.longerSide=1333");
    }

    @Override
    public LabelMap labels() {
        return labels;
    }

    @Override
    public Conventions conventions() {
        return Backbones.defaults(backbone)
                .with(
                        Map.of(
                                "stride_in", "conv1",
                                "channel_order", "bgr",
                                "mean", "103.53,116.28,123.675",
                                "scale", "1"),
                        weights.file());
    }

    @Override
    public Set<String> used() {
        return used;
    }

    @Override
    public float @Nullable [] values(Parameter parameter) {
        String name = parameter.name();
        String layer = name.substring(0, name.lastIndexOf('.'));
        String part = name.substring(name.lastIndexOf('.'));
        return switch (layer) {
            case "proposal.conv" -> read("proposal_generator.rpn_head.conv" + part);
            case "proposal.objectness" -> twoWay(read("proposal_generator.rpn_head.objectness_logits" + part));
            case "proposal.offsets" -> offsets(read("proposal_generator.rpn_head.anchor_deltas" + part), CODER);
            case "head.logits" -> backgroundFirst(read(SCORES + part));
            case "head.offsets" -> offsets(read("roi_heads.box_predictor.bbox_pred" + part), null);
            default -> read(backboneName(name));
        };
    }

    /** The names of torchvision's ResNet in Detectron2's. */
    private static String backboneName(String name) {
        String path = name.startsWith("head.trunk.")
                ? name.substring("head.trunk.".length())
                : name.substring("backbone.".length());
        String own = path.replaceFirst("^conv1\\.", "stem.conv1.")
                .replaceFirst("^bn1\\.", "stem.conv1.norm.")
                .replaceFirst("^layer(\\d)\\.(\\d+)\\.bn(\\d)\\.", "layer$1.$2.conv$3.norm.")
                .replaceFirst("^layer(\\d)\\.(\\d+)\\.downsample\\.0\\.", "layer$1.$2.shortcut.")
                .replaceFirst("^layer(\\d)\\.(\\d+)\\.downsample\\.1\\.", "layer$1.$2.shortcut.norm.");
        for (int stage = 1; stage <= 4; stage++) {
            if (own.startsWith("layer" + stage + ".")) {
                own = "res" + (stage + 1) + own.substring("layer1".length());
                return (stage == 4 ? "roi_heads." : "backbone.") + own;
            }
        }
        return "backbone." + own;
    }

    /** One score an anchor becomes two: 0 for the background and the score for an object, of which a softmax is the sigmoid. */
    private static float @Nullable [] twoWay(float @Nullable [] scores) {
        if (scores == null) {
            return null;
        }
        int width = scores.length / ANCHORS;
        float[] rows = new float[2 * scores.length];
        for (int anchor = 0; anchor < ANCHORS; anchor++) {
            System.arraycopy(scores, anchor * width, rows, (2 * anchor + 1) * width, width);
        }
        return rows;
    }

    private float @Nullable [] offsets(float @Nullable [] values, float @Nullable [] factors) {
        if (values == null) {
            return null;
        }
        int rows = factors != null ? 4 * ANCHORS : 4 * labels.size();
        int width = values.length / rows;
        float[] ordered = new float[values.length];
        for (int row = 0; row < rows; row++) {
            int from = row - row % 4 + ORDER[row % 4];
            for (int i = 0; i < width; i++) {
                ordered[row * width + i] = values[from * width + i] * (factors == null ? 1 : factors[row % 4]);
            }
        }
        return ordered;
    }

    private float @Nullable [] backgroundFirst(float @Nullable [] values) {
        if (values == null) {
            return null;
        }
        int width = values.length / (labels.size() + 1);
        float[] rows = new float[values.length];
        System.arraycopy(values, values.length - width, rows, 0, width);
        System.arraycopy(values, 0, rows, width, values.length - width);
        return rows;
    }

    private float @Nullable [] read(String name) {
        if (!weights.entries().containsKey(name)) {
            return null;
        }
        used.add(name);
        try (PointerScope scope = new PointerScope()) {
            return Tensors.toFloats(weights.read(name));
        }
    }
}
