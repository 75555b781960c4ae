package dev.rebox.model;

import dev.rebox.backbone.Conventions;
import dev.rebox.backbone.SlimLayout;
import dev.rebox.backbone.SlimNames;
import dev.rebox.backbone.WeightsConversion;
import dev.rebox.data.LabelMap;
import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.tensor.weights.stored.Weights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A Faster R-CNN or R-FCN of TensorFlow 1's Object Detection API, as its model zoo publishes them: ResNet or
 * Inception-ResNet-v2, with 12 anchors a cell. Its anchors lie ratio by ratio, each with all scales, and call width over
 * height a ratio; here they lie scale by scale, and a ratio is height over width. Its region proposal network cuts
 * activations at 6, ours does not.
 */
final class ZooDetector implements PublicDetector {
    private static final String FIRST = "FirstStageFeatureExtractor/";
    private static final String SECOND = "SecondStageFeatureExtractor/";
    private static final String PREDICTOR = "SecondStageBoxPredictor/";
    private static final String RPN = "FirstStageBoxPredictor/";

    private static final int SCALES = 4;
    private static final int RATIOS = 3;
    private static final int COCO_IDS = 90;

    /** Layers of the detector itself by their names here, without {@code .weight} and {@code .bias}. */
    private static final Map<String, String> LAYERS = Map.of(
            "proposal.conv", "Conv",
            "proposal.objectness", RPN + "ClassPredictor",
            "proposal.offsets", RPN + "BoxEncodingPredictor",
            "head.reduce", PREDICTOR + "reduce_depth");

    private final Weights weights;
    private final String backbone;
    private final boolean fullyConvolutional;
    private final LabelMap labels;
    private final KnownClasses classes;
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> used = new LinkedHashSet<>();

    private ZooDetector(Weights weights, String backbone) {
        this.weights = weights;
        this.backbone = backbone;
        fullyConvolutional = weights.entries().containsKey(PREDICTOR + "class_predictions/weights");
        int answers = answers();
        labels = answers == COCO_IDS
                ? CocoClasses.labels()
                : LabelMap.of(IntStream.rangeClosed(1, answers)
                        .mapToObj(i -> "class" + i)
                        .toList());
        int[] from = new int[labels.size() + 1];
        for (int label = 1; label < from.length; label++) {
            from[label] = (int) labels.id(label);
        }
        classes = new KnownClasses(answers, from);
        weights.entries().keySet().forEach(name -> known(plain(name), name));
    }

    /** Empty where the file is something else. @throws ConfigException for a detector of this kind whose backbone is not known */
    static Optional<PublicDetector> of(Weights weights) {
        if (weights.entries().keySet().stream().noneMatch(name -> name.startsWith(SECOND) || name.startsWith(RPN))) {
            return Optional.empty();
        }
        String backbone = weights.entries().keySet().stream()
                .filter(name -> name.startsWith(FIRST))
                .flatMap(name -> SlimNames.backbone(name.substring(FIRST.length())).stream())
                .findFirst()
                .orElseThrow(
                        () -> new ConfigException(weights.file() + ": a detector of TensorFlow's zoo whose backbone is"
                                + " not known here. Known are ResNet-50, -101, -152 and Inception-ResNet-v2."));
        return Optional.of(new ZooDetector(weights, backbone));
    }

    /** The classes that it answers with, the background not counted. */
    private int answers() {
        String layer = PREDICTOR + (fullyConvolutional ? "class_predictions" : "ClassPredictor") + "/biases";
        Entry bias = weights.entries().get(layer);
        if (bias == null) {
            throw new ConfigException(weights.file() + ": lacks '" + layer + "'. Give the whole detector.");
        }
        return Math.toIntExact(bias.count() / (fullyConvolutional ? 9 : 1)) - 1;
    }

    private static String plain(String name) {
        return name.endsWith(":0") ? name.substring(0, name.length() - 2) : name;
    }

    /** Learns where a backbone's parameter is. The first stage of an R-FCN has a last block too, which it does not use. */
    private void known(String plain, String name) {
        if (plain.startsWith(FIRST)) {
            SlimNames.translate(plain.substring(FIRST.length())).ifPresent(here -> names.put("backbone." + here, name));
        } else if (plain.startsWith(SECOND)) {
            // The second stage counts its repeated blocks anew: they are the third kind of the whole network.
            String path = plain.substring(SECOND.length())
                    .replace("InceptionResnetV2/Repeat/block8", "InceptionResnetV2/Repeat_2/block8");
            SlimNames.translate(path).ifPresent(here -> names.put("head.trunk." + here, name));
        }
    }

    @Override
    public String publisher() {
        return "TensorFlow 1's detection model zoo";
    }

    @Override
    public String licence() {
        return "Apache-2.0";
    }

    @Override
    public List<String> settings() {
        boolean inception = backbone.startsWith("inception");
        return List.of(
                "model.detector=" + (fullyConvolutional ? "rfcn" : "faster_rcnn"),
                "model.backbone=" + backbone,
                "model.auxiliary=[]",
                "model.refinement=false",
                "model.anchorCentres=corner",
                "model.cropPlacement=corners",
                "model.cropSize=" + (inception ? 17 : 14),
                "model.cropMaxPool=" + !inception,
                "model.rfcnDilation=1",
                "model.nms=0.6",
                "data.shorterSide=600",
                "data.longerSide=1024");
    }

    @Override
    public LabelMap labels() {
        return labels;
    }

    @Override
    public Conventions conventions() {
        return WeightsConversion.slimConventions(backbone);
    }

    @Override
    public Set<String> used() {
        return used;
    }

    @Override
    public float @Nullable [] values(Parameter parameter) {
        String name = parameter.name();
        String layer = name.substring(0, name.lastIndexOf('.'));
        String part = name.endsWith(".bias") ? "/biases" : "/weights";
        if (layer.equals("head.logits") || layer.equals("head.offsets")) {
            return ofClasses(layer.endsWith("logits"), part);
        }
        if (LAYERS.containsKey(layer)) {
            float[] values = read(LAYERS.get(layer) + part);
            int each = layer.equals("proposal.objectness") ? 2 : layer.equals("proposal.offsets") ? 4 : 0;
            return values == null || each == 0 ? values : byScale(values, each);
        }
        if (!names.containsKey(name) && name.endsWith(".weight") && parameter.shape().length == 1) {
            float[] ones = new float[(int) parameter.shape()[0]]; // Inception's normalisation has no scale: it is 1
            Arrays.fill(ones, 1);
            return names.containsKey(layer + ".running_mean") ? ones : null;
        }
        return names.containsKey(name) ? read(names.get(name)) : null;
    }

    private float @Nullable [] ofClasses(boolean logits, String part) {
        String layer = fullyConvolutional
                ? logits ? "class_predictions" : "refined_locations"
                : logits ? "ClassPredictor" : "BoxEncodingPredictor";
        float[] values = read(PREDICTOR + layer + part);
        if (values == null) {
            return null;
        }
        int blocks = fullyConvolutional ? 9 : 1;
        int width = values.length / (blocks * (logits ? classes.there() + 1 : 4 * classes.there()));
        return logits
                ? classes.logits(values, new float[blocks * (classes.here() + 1) * width], blocks)
                : classes.offsets(values, blocks);
    }

    /** Rows of anchors from their order to ours. @param each rows an anchor */
    private static float[] byScale(float[] values, int each) {
        int group = each * (values.length / (SCALES * RATIOS * each));
        float[] ordered = new float[values.length];
        for (int scale = 0; scale < SCALES; scale++) {
            for (int ratio = 0; ratio < RATIOS; ratio++) {
                int theirs = (RATIOS - 1 - ratio) * SCALES + scale; // the reciprocals of .5, 1 and 2 are 2, 1 and .5
                System.arraycopy(values, theirs * group, ordered, (scale * RATIOS + ratio) * group, group);
            }
        }
        return ordered;
    }

    private float @Nullable [] read(String name) {
        String there = weights.entries().containsKey(name) ? name : name + ":0";
        if (!weights.entries().containsKey(there)) {
            return null;
        }
        used.add(there);
        try (PointerScope scope = new PointerScope()) {
            Tensor turned = SlimLayout.turned(plain(there), weights.read(there));
            return Tensors.toFloats(turned);
        }
    }
}
