package dev.rebox.backbone;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of TensorFlow's slim networks (MobilenetV1, resnet_v1, InceptionResnetV2) in terms of timm's and
 * torchvision's.
 */
public final class SlimNames {
    private static final Pattern SCOPE =
            Pattern.compile("(MobilenetV1|resnet_v1_(?:50|101|152)|InceptionResnetV2)/(.+)");
    private static final Pattern UNIT = Pattern.compile("block(\\d)/unit_(\\d+)/bottleneck_v1/(shortcut|conv\\d)");
    private static final Pattern SEPARABLE = Pattern.compile("Conv2d_(\\d+)_(depthwise|pointwise)");
    private static final Pattern REPEATED = Pattern.compile("(Repeat(?:_\\d)?)/block\\d+_(\\d+)/(.+)");
    private static final Pattern BRANCH = Pattern.compile("Branch_(\\d)/Conv2d_(?:(\\d)([abc])_)?\\dx\\d");

    /** The last word of a name: what becomes of a layer's part. */
    private static final Map<String, String> PARTS = Map.of(
            "weights", "weight",
            "depthwise_weights", "weight",
            "biases", "bias",
            "BatchNorm/gamma", "weight",
            "BatchNorm/beta", "bias",
            "BatchNorm/moving_mean", "running_mean",
            "BatchNorm/moving_variance", "running_var");

    /** First of the 13 separable convolutions of each stage of MobileNet v1. */
    private static final List<Integer> STAGE_STARTS = List.of(1, 2, 4, 6, 12);

    private SlimNames() {}

    /** The backbone that a name belongs to, if it is one of these networks'. */
    public static Optional<String> backbone(String name) {
        Matcher scope = SCOPE.matcher(name);
        if (!scope.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (scope.group(1)) {
                    case "MobilenetV1" -> "mobilenet_v1";
                    case "InceptionResnetV2" -> "inception_resnet_v2";
                    default -> scope.group(1).replace("_v1_", "");
                });
    }

    /** The name of the same parameter here; nothing for what only training needs (momenta, steps, auxiliary logits). */
    public static Optional<String> translate(String slim) {
        Matcher scope = SCOPE.matcher(slim);
        if (!scope.matches()) {
            return Optional.empty();
        }
        String path = scope.group(2);
        for (Map.Entry<String, String> part : PARTS.entrySet()) {
            if (path.endsWith("/" + part.getKey())) {
                String layer = path.substring(0, path.length() - part.getKey().length() - 1);
                boolean norm = part.getKey().startsWith("BatchNorm");
                Optional<String> here =
                        switch (scope.group(1)) {
                            case "MobilenetV1" -> mobilenet(layer, norm);
                            case "InceptionResnetV2" -> inception(layer, norm);
                            default -> resnet(layer, norm);
                        };
                return here.map(name -> name + "." + part.getValue());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> mobilenet(String layer, boolean norm) {
        if (layer.equals("Conv2d_0")) {
            return Optional.of(norm ? "bn1" : "conv_stem");
        }
        if (layer.equals("Logits/Conv2d_1c_1x1")) {
            return Optional.of("classifier");
        }
        Matcher separable = SEPARABLE.matcher(layer);
        if (!separable.matches()) {
            return Optional.empty();
        }
        int index = Integer.parseInt(separable.group(1));
        int stage = STAGE_STARTS.size() - 1;
        while (stage > 0 && STAGE_STARTS.get(stage) > index) {
            stage--;
        }
        boolean depthwise = separable.group(2).equals("depthwise");
        String part = depthwise ? norm ? "bn1" : "conv_dw" : norm ? "bn2" : "conv_pw";
        return Optional.of("blocks." + stage + "." + (index - STAGE_STARTS.get(stage)) + "." + part);
    }

    private static Optional<String> resnet(String layer, boolean norm) {
        if (layer.equals("conv1")) {
            return Optional.of(norm ? "bn1" : "conv1");
        }
        if (layer.equals("logits")) {
            return Optional.of("fc");
        }
        Matcher unit = UNIT.matcher(layer);
        if (!unit.matches()) {
            return Optional.empty();
        }
        String block = "layer" + unit.group(1) + "." + (Integer.parseInt(unit.group(2)) - 1) + ".";
        String part = unit.group(3);
        if (part.equals("shortcut")) {
            return Optional.of(block + (norm ? "downsample.1" : "downsample.0"));
        }
        return Optional.of(block + (norm ? part.replace("conv", "bn") : part));
    }

    private static Optional<String> inception(String layer, boolean norm) {
        String own = norm ? ".bn" : ".conv";
        Matcher repeated = REPEATED.matcher(layer);
        if (layer.equals("Logits/Logits")) {
            return Optional.of("classif");
        }
        if (repeated.matches()) {
            String block =
                    repeated.group(1).toLowerCase(Locale.ROOT) + "." + (Integer.parseInt(repeated.group(2)) - 1) + ".";
            return inBlock(repeated.group(3), "", own).map(name -> block + name);
        }
        if (layer.startsWith("Mixed_") || layer.startsWith("Block8/")) {
            String block = layer.substring(0, layer.indexOf('/'));
            return inBlock(layer.substring(block.length() + 1), block, own)
                    .map(name -> block.toLowerCase(Locale.ROOT) + "." + name);
        }
        Matcher stem = Pattern.compile("Conv2d_(\\d[ab])_\\dx\\d").matcher(layer);
        return stem.matches() ? Optional.of("conv2d_" + stem.group(1) + own) : Optional.empty();
    }

    /** A layer inside of a block: a step of a branch, or the projection that closes the block. */
    private static Optional<String> inBlock(String layer, String block, String own) {
        if (layer.equals("Conv2d_1x1")) {
            return Optional.of("conv2d");
        }
        Matcher branch = BRANCH.matcher(layer);
        if (!branch.matches()) {
            return Optional.empty();
        }
        String name = "branch" + branch.group(1);
        return Optional.of(name + step(block, branch) + own);
    }

    /** Which step of its branch a convolution is; branches of one step have no number. */
    private static String step(String block, Matcher branch) {
        if (branch.group(2) == null
                || block.equals("Mixed_6a") && branch.group(1).equals("0")) {
            return "";
        }
        if (branch.group(2).equals("0")) {
            return "." + (branch.group(3).charAt(0) - 'a');
        }
        // "1a" is the step with the stride, the last one: two come before it in the longer branches.
        boolean longer = block.equals("Mixed_6a") || branch.group(1).equals("2");
        return longer ? ".2" : ".1";
    }
}
