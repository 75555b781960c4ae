package dev.rebox.backbone;

import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.weights.WeightsFile;
import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.tensor.weights.stored.WeightLoader;
import dev.rebox.tensor.weights.stored.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A file with a backbone's weights, e.g. from ImageNet. First ask for its conventions, then build, then fill. */
public final class PretrainedWeights implements AutoCloseable {
    private final String backbone;
    private final double width;
    private final Weights weights;
    private final Conventions conventions;

    private PretrainedWeights(String backbone, double width, Weights weights, Conventions conventions) {
        this.backbone = backbone;
        this.width = width;
        this.weights = weights;
        this.conventions = conventions;
    }

    /**
     * Opens a weights file of the backbone with this name and width.
     *
     * @throws DataException if there is no such file or it is broken
     * @throws ConfigException if it says that it is for another backbone or width, or has conventions unknown here
     */
    public static PretrainedWeights open(Path file, String backbone, double width) {
        Conventions defaults = Backbones.defaults(backbone);
        Weights weights = WeightsFile.open(file);
        try {
            sameNetwork(weights, "architecture", backbone, weights.metadata().getOrDefault("architecture", backbone));
            sameNetwork(weights, "width", width, width(weights, width));
            return new PretrainedWeights(backbone, width, weights, defaults.with(weights.metadata(), file));
        } catch (RuntimeException | Error e) {
            weights.close();
            throw e;
        }
    }

    /** What these weights were trained with. */
    public Conventions conventions() {
        return conventions;
    }

    /**
     * Copies the values into a backbone's features and, if asked, into each of its tails. ImageNet's classifier is left over.
     *
     * @param features where the backbone was created
     * @param tails where its tails were created
     * @param fillTails false leaves the tails as they are; what the file has for them is left over
     * @throws ConfigException if a parameter is missing, has another shape, or one too many is there
     */
    public void into(Parameters features, List<Parameters> tails, boolean fillTails) {
        List<Parameters> views = new ArrayList<>(fillTails ? tails : List.of());
        views.add(features);
        Set<String> left = fillTails ? Set.of() : names(tails);
        String classifier = Backbones.classifierName(backbone) + ".";
        new WeightLoader(weights)
                .into(views, name -> name.startsWith(classifier) || isCounter(name) || left.contains(name));
    }

    /** What the file calls the parameters of these tails. */
    private static Set<String> names(List<Parameters> tails) {
        return tails.stream()
                .flatMap(tail -> tail.all().stream()
                        .map(parameter ->
                                parameter.name().substring(tail.prefix().length())))
                .collect(Collectors.toSet());
    }

    /**
     * The whole network that the file was made from.
     *
     * @param parameters where its parameters go
     * @throws ConfigException if the file has no classifier, or does not fit
     */
    public Classifier classifier(Parameters parameters) {
        Entry bias = weights.entries().get(Backbones.classifierName(backbone) + ".bias");
        if (bias == null || bias.shape().size() != 1) {
            throw new ConfigException(
                    weights.file() + ": has no classifier (" + Backbones.classifierName(backbone) + ")");
        }
        int classes = Math.toIntExact(bias.shape().get(0));
        Classifier classifier = new Classifier(backbone, width, conventions, classes, parameters);
        new WeightLoader(weights).into(List.of(parameters), PretrainedWeights::isCounter);
        return classifier;
    }

    /** PyTorch counts the batches that its normalisation has seen; nobody needs to know. */
    private static boolean isCounter(String name) {
        return name.endsWith(".num_batches_tracked");
    }

    @Override
    public void close() {
        weights.close();
    }

    private static double width(Weights weights, double otherwise) {
        String text = weights.metadata().get("width");
        try {
            return text == null ? otherwise : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new ConfigException(
                    weights.file() + ": its metadata says width = '" + text + "', which is not a number");
        }
    }

    private static void sameNetwork(Weights weights, String what, Object wanted, Object there) {
        if (!wanted.equals(there)) {
            throw new ConfigException(weights.file() + ": these weights are for " + what + " " + there
                    + ", the model has " + what + " " + wanted);
        }
    }
}
