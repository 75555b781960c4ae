package dev.rebox.auxiliary;

import dev.rebox.config.ModelConfig;
import dev.rebox.data.loader.LabelMaker;
import dev.rebox.evaluate.auxiliary.TaskDescription;
import dev.rebox.region.RegionClassifier;
import dev.rebox.tensor.Parameters;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** An auxiliary task before there is a network: what it is called, what its labels are, and how its head is made. */
public interface TaskKind extends TaskDescription {
    /** Its weight λ in the total loss (paper, equation 3). */
    double weight();

    /** Makes its labels. They are made only where the task is trained or measured. */
    LabelMaker labels(ModelConfig config);

    /** Its head. */
    AuxiliaryTask create(Parts parts);

    /**
     * What a head is made of.
     *
     * @param parameters the task's own
     * @param classifier makes a region classifier of the detector's kind under the task's name
     * @param outputs makes the same with so many numbers for each region, in place of its K + 1 logits
     * @param featureChannels of F
     * @param config of the network
     */
    record Parts(
            Parameters parameters,
            Supplier<RegionClassifier> classifier,
            IntFunction<RegionClassifier> outputs,
            int featureChannels,
            ModelConfig config) {}
}
