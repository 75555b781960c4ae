package dev.rebox.backbone;

import dev.rebox.error.ConfigException;
import dev.rebox.error.Nearest;
import dev.rebox.tensor.Parameters;
import java.util.List;

/** The backbones by name. */
public final class Backbones {
    private static final String RESNET = "resnet";
    private static final String MOBILENET = "mobilenet_v1";
    private static final String INCEPTION = "inception_resnet_v2";
    private static final List<String> NAMES =
            List.of(MOBILENET, RESNET + 18, RESNET + 34, RESNET + 50, RESNET + 101, RESNET + 152, INCEPTION);
    private static final List<Double> WIDTHS = List.of(1.0, 0.75, 0.5, 0.25);

    private Backbones() {}

    /** Every name, as in {@code model.backbone}. */
    public static List<String> names() {
        return NAMES;
    }

    /** What timm's and torchvision's weights of this backbone were trained with; the start for training from scratch. */
    public static Conventions defaults(String name) {
        check(name, 1);
        return switch (name) {
            case MOBILENET -> Conventions.MOBILENET;
            case INCEPTION -> Conventions.INCEPTION;
            default -> Conventions.RESNET;
        };
    }

    /**
     * Creates a backbone with new parameters (He initialisation); see {@link PretrainedWeights} for better ones.
     *
     * @param width factor on the channels of mobilenet_v1: 1, 0.75, 0.5 or 0.25; 1 for the others
     * @param parameters where the feature map's parameters go; each tail gets its own
     * @throws ConfigException for an unknown name or width
     */
    public static Backbone create(String name, double width, Conventions conventions, Parameters parameters) {
        check(name, width);
        return switch (name) {
            case MOBILENET -> new MobileNetV1(width, conventions, parameters);
            case INCEPTION -> new InceptionResNetV2(conventions, parameters);
            default -> new ResNet(Integer.parseInt(name.substring(RESNET.length())), conventions, parameters);
        };
    }

    /** The name of the layer that classifies ImageNet in files of its weights. */
    static String classifierName(String name) {
        return switch (name) {
            case MOBILENET -> "classifier";
            case INCEPTION -> "classif";
            default -> "fc";
        };
    }

    private static void check(String name, double width) {
        if (!NAMES.contains(name)) {
            throw new ConfigException("unknown backbone '" + name + "'." + Nearest.hint(name, NAMES) + " Known are "
                    + String.join(", ", NAMES));
        }
        if (width != 1 && !(name.equals(MOBILENET) && WIDTHS.contains(width))) {
            throw new ConfigException("backbone " + name + " has no width " + width
                    + (name.equals(MOBILENET) ? ": take one of " + WIDTHS : ": only mobilenet_v1 has widths"));
        }
    }
}
