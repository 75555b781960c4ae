package dev.rebox.optim;

import dev.rebox.tensor.Parameter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/** L2 decay: one rate for the detector and one for the auxiliary heads and the refinement (the authors' settings). */
public record WeightDecay(double detector, double auxiliary) {
    private static boolean isAuxiliary(Parameter parameter) {
        String name = parameter.name();
        return name.startsWith("auxiliary.") || name.startsWith("refinement.");
    }

    /** Those of the parameters that have a gradient, by their decay. */
    List<Group> groups(List<Parameter> parameters) {
        return Stream.of(false, true)
                .map(auxiliaries -> new Group(
                        parameters.stream()
                                .filter(p -> isAuxiliary(p) == auxiliaries
                                        && p.value().grad().defined())
                                .toList(),
                        auxiliaries ? auxiliary : detector))
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
