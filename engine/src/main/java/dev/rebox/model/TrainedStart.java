package dev.rebox.model;

import static java.util.Objects.requireNonNull;

import dev.rebox.backbone.Conventions;
import dev.rebox.config.Config;
import dev.rebox.config.ModelConfig;
import dev.rebox.data.LabelMap;
import dev.rebox.detector.TwoStageDetector;
import dev.rebox.detector.head.RegionHead;
import dev.rebox.error.ConfigException;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Tensors;
import dev.rebox.tensor.weights.stored.Entry;
import dev.rebox.tensor.weights.stored.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A trained detector as the start of another, whose classes, tasks, head and refinement may be others: what fits is taken,
 * the rest stays as it is in a new detector.
 *
 * @param weights the open file of the trained detector
 * @param config its settings
 * @param labels its classes
 * @param conventions what its backbone expects of images
 */
record TrainedStart(Weights weights, Config config, LabelMap labels, Conventions conventions) {
    private static final String HEAD_TRUNK = "head." + RegionHead.TRUNK + ".";
    private static final String TRUNK = "." + RegionHead.TRUNK + ".";

    /** @throws ConfigException if its backbone is another, of which nothing fits */
    void requireBackbone(ModelConfig wanted) {
        ModelConfig own = config.model();
        if (!own.backbone().equals(wanted.backbone()) || own.width() != wanted.width()) {
            throw new ConfigException(
                    "model.weights: " + weights.file() + " has backbone " + own.backbone() + " of width "
                            + own.width() + ", the model has " + wanted.backbone() + " of width " + wanted.width()
                            + ". Say backbone=" + own.backbone() + " width=" + own.width() + ".");
        }
    }

    /** Fills what fits. @param wanted the new detector's classes */
    StartReport into(TwoStageDetector detector, LabelMap wanted) {
        KnownClasses classes = KnownClasses.of(labels, wanted);
        Map<String, Boolean> parts = new LinkedHashMap<>();
        for (Parameter parameter : detector.parameters().all()) {
            boolean taken;
            try (PointerScope scope = new PointerScope()) {
                float[] values = values(parameter, detector.config(), classes);
                taken = values != null;
                if (values != null) {
                    parameter.set(Tensors.floats(values, detector.parameters().device(), parameter.shape()));
                }
            }
            parts.merge(part(parameter.name()), taken, Boolean::logicalAnd);
        }
        return new StartReport(
                weights.file(),
                named(parts, true),
                named(parts, false),
                classes.names(wanted, true),
                classes.names(wanted, false));
    }

    private static List<String> named(Map<String, Boolean> parts, boolean taken) {
        return parts.entrySet().stream()
                .filter(part -> part.getValue() == taken)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The layer or group of layers that a parameter is told of with. */
    private static String part(String name) {
        if (name.startsWith("backbone.")) {
            return "backbone";
        }
        int trunk = name.indexOf(TRUNK);
        return trunk >= 0 ? name.substring(0, trunk + TRUNK.length() - 1) : name.substring(0, name.lastIndexOf('.'));
    }

    /** The values for a parameter in row-major order, or null where nothing fits. */
    private float @Nullable [] values(Parameter parameter, ModelConfig wanted, KnownClasses classes) {
        String name = parameter.name();
        Entry entry = source(name, wanted);
        if (entry == null) {
            return null;
        }
        long[] here = parameter.shape();
        long[] there = entry.sides();
        String layer = part(name);
        if (layer.endsWith("refinement.fc")) {
            return refinement(parameter, entry, wanted, classes);
        }
        boolean rows = here.length == there.length && Arrays.equals(here, 1, here.length, there, 1, there.length);
        if (layer.endsWith(".logits") && rows) {
            int blocks = blocks(here[0], there[0], classes.here() + 1, classes.there() + 1);
            if (blocks > 0) {
                return classes.logits(read(entry), Tensors.toFloats(parameter.value()), blocks);
            }
        }
        if (layer.equals("head.offsets") && rows) {
            int blocks = blocks(here[0], there[0], 4 * classes.here(), 4 * classes.there());
            return blocks > 0 ? classes.offsets(read(entry), blocks) : null;
        }
        return Arrays.equals(here, there) ? read(entry) : null;
    }

    /** How many blocks of so many rows both layers have; 0 where they do not. */
    private static int blocks(long here, long there, int rowsHere, int rowsThere) {
        long blocks = rowsHere == 0 ? 0 : here / rowsHere;
        return blocks * rowsHere == here && blocks * rowsThere == there ? (int) blocks : 0;
    }

    /** What the file has for a parameter. A task that it was not trained with starts with the main head's tail. */
    private @Nullable Entry source(String name, ModelConfig wanted) {
        int trunk = name.indexOf(TRUNK);
        if (trunk >= 0 && wanted.trunkStart() == ModelConfig.TrunkStart.RANDOM) {
            return null;
        }
        if ((name.startsWith("proposal.objectness") || name.startsWith("proposal.offsets")) && !sameAnchors(wanted)) {
            return null;
        }
        Entry own = weights.entries().get(name);
        return own == null && trunk >= 0
                ? weights.entries().get(HEAD_TRUNK + name.substring(trunk + TRUNK.length()))
                : own;
    }

    /** Of one size relative to the base, which goes with the size of the images. */
    private boolean sameAnchors(ModelConfig wanted) {
        return config.model().anchorScales().equals(wanted.anchorScales())
                && config.model().anchorRatios().equals(wanted.anchorRatios());
    }

    private float @Nullable [] refinement(Parameter parameter, Entry entry, ModelConfig wanted, KnownClasses classes) {
        if (!contexts(config.model()).equals(contexts(wanted))) {
            return null;
        }
        float[] fresh = Tensors.toFloats(parameter.value());
        if (parameter.shape().length == 1) {
            return classes.logits(read(entry), fresh, 1);
        }
        int vectors = (int) parameter.shape()[1] / (classes.here() + 1);
        boolean fits = entry.sides().length == 2 && entry.sides()[1] == (long) vectors * (classes.there() + 1);
        return fits ? classes.refinement(read(entry), fresh, vectors) : null;
    }

    /** What the columns of the refinement stand for. */
    private static Set<String> contexts(ModelConfig model) {
        Set<String> contexts = new TreeSet<>(model.auxiliary());
        contexts.add(model.refineWindows() + " windows");
        return contexts;
    }

    private float[] read(Entry entry) {
        Tensor values = weights.read(requireNonNull(entry.name()));
        return Tensors.toFloats(values);
    }
}
