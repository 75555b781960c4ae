package dev.rebox.backbone;

import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Activation;
import dev.rebox.tensor.Padding;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a network's layers alone do not tell: weights trained with one convention are useless with another. A weights file
 * says it in its metadata.
 *
 * @param padding at the borders ({@code padding}: symmetric or tf_same)
 * @param poolPadding at the borders of max-pooling ({@code pool_padding}; where absent, the same)
 * @param epsilon of batch normalisation ({@code bn_eps})
 * @param strideIn which convolution of a ResNet's bottleneck has the stride ({@code stride_in})
 * @param activation {@code relu} or {@code relu6}
 * @param normalization of the images ({@code channel_order}, {@code mean}, {@code scale})
 */
public record Conventions(
        Padding padding,
        Padding poolPadding,
        double epsilon,
        StrideIn strideIn,
        Activation activation,
        Normalization normalization) {

    /** The place of a bottleneck's stride. */
    public enum StrideIn {
        /** In the first, 1x1 convolution: the original ResNet (v1). */
        CONV1,
        /** In the 3x3 convolution: torchvision's and timm's ResNet (v1.5). */
        CONV2
    }

    /** torchvision's ResNets, and timm's. */
    public static final Conventions RESNET = new Conventions(
            Padding.SYMMETRIC, Padding.SYMMETRIC, 1e-5, StrideIn.CONV2, Activation.RELU, Normalization.IMAGENET);
    /** timm's MobileNet v1. */
    public static final Conventions MOBILENET = new Conventions(
            Padding.SYMMETRIC, Padding.SYMMETRIC, 1e-5, StrideIn.CONV2, Activation.RELU6, Normalization.INCEPTION);
    /** timm's Inception-ResNet-v2, which are TensorFlow's weights. */
    public static final Conventions INCEPTION = new Conventions(
            Padding.TF_SAME, Padding.TF_SAME, 1e-3, StrideIn.CONV2, Activation.RELU, Normalization.INCEPTION);

    /**
     * These conventions with whatever a file's metadata says instead.
     *
     * @param source the file, for messages
     * @throws ConfigException naming the file and the entry that is not understood
     */
    public Conventions with(Map<String, String> metadata, Object source) {
        Reading read = new Reading(metadata, source);
        Normalization n = normalization;
        Padding border = read.oneOf("padding", Padding.class, padding);
        return new Conventions(
                border,
                read.oneOf("pool_padding", Padding.class, metadata.containsKey("padding") ? border : poolPadding),
                read.positive("bn_eps", epsilon),
                read.oneOf("stride_in", StrideIn.class, strideIn),
                read.oneOf("activation", Activation.class, activation),
                new Normalization(
                        read.oneOf("channel_order", Normalization.Order.class, n.order()),
                        read.three("mean", n.mean()),
                        read.three("scale", n.scale())));
    }

    /**
     * The pixel in which the first cell of the stride-16 feature map is centred. Four times a stride of 2 halves the map:
     * symmetric padding keeps the first cell at 0, TensorFlow's, which pads even sizes after the last pixel only, moves it
     * by 1, 2, 4 and 8.
     */
    public double firstCell() {
        return padding == Padding.TF_SAME ? 15 : 0;
    }

    /** The entries of a file's metadata that say the same. */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("padding", lower(padding));
        metadata.put("pool_padding", lower(poolPadding));
        metadata.put("bn_eps", Double.toString(epsilon));
        metadata.put("stride_in", lower(strideIn));
        metadata.put("activation", lower(activation));
        metadata.put("channel_order", lower(normalization.order()));
        metadata.put("mean", joined(normalization.mean()));
        metadata.put("scale", joined(normalization.scale()));
        return metadata;
    }

    private static String joined(List<Double> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private record Reading(Map<String, String> metadata, Object source) {
        <E extends Enum<E>> E oneOf(String key, Class<E> type, E otherwise) {
            String text = metadata.get(key);
            if (text == null) {
                return otherwise;
            }
            return Arrays.stream(type.getEnumConstants())
                    .filter(value -> lower(value).equals(text.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> wrong(
                            key,
                            text,
                            Arrays.stream(type.getEnumConstants())
                                    .map(Conventions::lower)
                                    .collect(Collectors.joining(" or "))));
        }

        double positive(String key, double otherwise) {
            String text = metadata.get(key);
            if (text == null) {
                return otherwise;
            }
            double value = number(key, text);
            if (!(value > 0)) {
                throw wrong(key, text, "a number above 0");
            }
            return value;
        }

        /** Three numbers with commas between, or one for all three. */
        List<Double> three(String key, List<Double> otherwise) {
            String text = metadata.get(key);
            if (text == null) {
                return otherwise;
            }
            List<Double> numbers = Arrays.stream(text.split(","))
                    .map(part -> number(key, part))
                    .toList();
            return switch (numbers.size()) {
                case 1 -> List.of(numbers.get(0), numbers.get(0), numbers.get(0));
                case 3 -> numbers;
                default -> throw wrong(key, text, "one number or three");
            };
        }

        private double number(String key, String text) {
            try {
                double value = Double.parseDouble(text.strip());
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw wrong(key, text, "a number");
            }
            throw wrong(key, text, "a number");
        }

        private ConfigException wrong(String key, String text, String wanted) {
            return new ConfigException(
                    source + ": its metadata says " + key + " = '" + text + "', which is not " + wanted);
        }
    }
}
