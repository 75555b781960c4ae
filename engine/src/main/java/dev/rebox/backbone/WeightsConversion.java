package dev.rebox.backbone;

import static java.util.Objects.requireNonNull;

import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Activation;
import dev.rebox.tensor.Padding;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.safetensors.Safetensors;
import dev.rebox.tensor.weights.stored.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Turns weights of elsewhere into a safetensors file with the names and layouts of {@link Backbones}: PyTorch's state
 * dicts, and TensorFlow's slim variables saved as npz or safetensors.
 */
public final class WeightsConversion {
    /** TensorFlow's classifiers have a background class before ImageNet's thousand. */
    private static final int CLASSES_WITH_BACKGROUND = 1001;

    /** slim's ResNet v1 strides in the last unit of a block, which is the same as in the next block's first 1x1s. */
    private static final Conventions SLIM_RESNET = new Conventions(
            Padding.SYMMETRIC,
            Padding.TF_SAME,
            1e-5,
            Conventions.StrideIn.CONV1,
            Activation.RELU,
            new Normalization(Normalization.Order.RGB, List.of(123.68, 116.78, 103.94), List.of(1.0, 1.0, 1.0)));

    private static final Conventions SLIM_MOBILENET = new Conventions(
            Padding.TF_SAME,
            Padding.TF_SAME,
            1e-3,
            Conventions.StrideIn.CONV2,
            Activation.RELU6,
            Normalization.INCEPTION);

    /** What the backbone of a single-stage detector (SSD) of TensorFlow's zoo is called there. */
    private static final String SINGLE_STAGE = "FeatureExtractor/";

    private WeightsConversion() {}

    /** What slim's weights of a backbone were trained with. */
    public static Conventions slimConventions(String backbone) {
        return switch (backbone) {
            case "mobilenet_v1" -> SLIM_MOBILENET;
            case "inception_resnet_v2" -> Conventions.INCEPTION;
            default -> SLIM_RESNET;
        };
    }

    /**
     * What was written.
     *
     * @param tensors how many
     * @param dropped names in the source that only training needs
     */
    public record Summary(String file, int tensors, List<String> dropped, Map<String, String> metadata) {}

    /**
     * Converts a file.
     *
     * @param backbone whose conventions (timm's, torchvision's) are written into the metadata; where absent, the source's
     *     own metadata or, for slim's names, what they say
     * @throws ConfigException if nothing in the source has a name that is known
     */
    public static Summary convert(Path source, Path target, Optional<String> backbone) {
        try (PointerScope scope = new PointerScope();
                Weights weights = WeightsFile.open(source)) {
            Optional<String> slim = weights.entries().keySet().stream()
                    .flatMap(name -> SlimNames.backbone(plain(name)).stream())
                    .findFirst();
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (String name : weights.entries().keySet()) {
                Optional<String> here = slim.isPresent() ? SlimNames.translate(plain(name)) : torchName(name);
                here.ifPresent(known -> {
                    Tensor values = weights.read(name);
                    tensors.put(known, slim.isPresent() ? torchLayout(name, values) : values);
                });
            }
            if (tensors.isEmpty()) {
                throw new ConfigException(source + ": has no parameter of a known network");
            }
            slim.ifPresent(name -> addUnitScales(tensors));
            Map<String, String> metadata = new LinkedHashMap<>(weights.metadata());
            slim.ifPresent(name -> metadata.putAll(slimMetadata(name, tensors)));
            backbone.ifPresent(name -> {
                metadata.put("architecture", name);
                Backbones.defaults(name).metadata().forEach(metadata::putIfAbsent);
            });
            Safetensors.write(target, metadata, tensors);
            return new Summary(target.toString(), tensors.size(), dropped(weights, slim.isPresent()), metadata);
        }
    }

    private static List<String> dropped(Weights weights, boolean slim) {
        return weights.entries().keySet().stream()
                .filter(name -> (slim ? SlimNames.translate(plain(name)) : torchName(name)).isEmpty())
                .toList();
    }

    /** A variable's name without the output number that some exporters add, and without a single-stage detector's scope. */
    private static String plain(String name) {
        String bare = name.endsWith(":0") ? name.substring(0, name.length() - 2) : name;
        return bare.startsWith(SINGLE_STAGE) ? bare.substring(SINGLE_STAGE.length()) : bare;
    }

    private static Optional<String> torchName(String name) {
        String plain = name.startsWith("module.") ? name.substring("module.".length()) : name;
        return plain.endsWith("num_batches_tracked") ? Optional.empty() : Optional.of(plain);
    }

    /** As {@link SlimLayout} turns it; a classifier to [out, in], without its background. */
    private static Tensor torchLayout(String name, Tensor values) {
        boolean classifier = name.toLowerCase(Locale.ROOT).contains("logits/");
        Tensor turned = SlimLayout.turned(plain(name), values);
        return classifier ? withoutBackground(turned.dim() == 4 ? turned.flatten(1, -1) : turned) : turned;
    }

    private static Tensor withoutBackground(Tensor rows) {
        return rows.size(0) == CLASSES_WITH_BACKGROUND ? rows.narrow(0, 1, CLASSES_WITH_BACKGROUND - 1) : rows;
    }

    /** Inception's normalisation has no scale in slim: it is 1. */
    private static void addUnitScales(Map<String, Tensor> tensors) {
        for (String name : List.copyOf(tensors.keySet())) {
            if (name.endsWith(".running_mean")) {
                String scale = name.replace(".running_mean", ".weight");
                tensors.computeIfAbsent(
                        scale,
                        key -> torch.ones(requireNonNull(tensors.get(name)).shape()));
            }
        }
    }

    private static Map<String, String> slimMetadata(String backbone, Map<String, Tensor> tensors) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("architecture", backbone);
        Tensor stem = tensors.get("conv_stem.weight");
        if (backbone.equals("mobilenet_v1") && stem != null) {
            metadata.put("width", Double.toString(stem.size(0) / (double) MobileNetV1.STEM));
        }
        metadata.putAll(slimConventions(backbone).metadata());
        return metadata;
    }
}
