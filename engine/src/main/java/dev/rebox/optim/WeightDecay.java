package dev.rebox.optim;

import dev.rebox.config.TrainConfig;
import dev.rebox.tensor.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;

/**
 * L2 decay (the authors' settings).
 *
 * @param detector rate of the detector
 * @param auxiliary of the auxiliary heads and the refinement
 * @param auxiliaryTrunk of the heads' own RoI tails
 * @param biases whether biases, and the scale and shift of normalisation, decay too: all that has one dimension
 */
public record WeightDecay(double detector, double auxiliary, double auxiliaryTrunk, boolean biases) {
    private static final Pattern TRUNK = Pattern.compile("auxiliary\\.[^.]+\\.trunk\\..*");

    /** The same for all of a head. */
    public WeightDecay(double detector, double auxiliary) {
        this(detector, auxiliary, auxiliary, true);
    }

    public static WeightDecay of(TrainConfig train) {
        return new WeightDecay(
                train.weightDecay(),
                train.auxiliaryWeightDecay(),
                train.trunkWeightDecay() == null ? train.auxiliaryWeightDecay() : train.trunkWeightDecay(),
                train.decayBiases());
    }

    private double of(Parameter parameter) {
        String name = parameter.name();
        if (!biases && parameter.shape().length <= 1) {
            return 0;
        }
        if (TRUNK.matcher(name).matches()) {
            return auxiliaryTrunk;
        }
        return name.startsWith("auxiliary.") || name.startsWith("refinement.") ? auxiliary : detector;
    }

    /** Those of the parameters that have a gradient, by their decay. */
    List<Group> groups(List<Parameter> parameters) {
        Map<Double, List<Parameter>> byDecay = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            if (parameter.value().grad().defined()) {
                byDecay.computeIfAbsent(of(parameter), decay -> new ArrayList<>())
                        .add(parameter);
            }
        }
        return byDecay.entrySet().stream()
                .map(group -> new Group(group.getValue(), group.getKey()))
                .toList();
    }

    /** Parameters of the same decay. */
    record Group(List<Parameter> parameters, double decay) {
        List<Tensor> values() {
            return each(Parameter::value);
        }

        List<Tensor> gradients() {
            return each(p -> p.value().grad());
        }

        List<Tensor> each(Function<Parameter, Tensor> part) {
            return parameters.stream().map(part).toList();
        }

        void changed() {
            parameters.forEach(Parameter::changed);
        }
    }
}
