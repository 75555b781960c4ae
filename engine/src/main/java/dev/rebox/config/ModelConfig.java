package dev.rebox.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rebox.box.Anchors;
import dev.rebox.config.Key.Resume;
import dev.rebox.error.ConfigException;
import dev.rebox.tensor.TrainedNormalization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code model} part of a configuration: what the network is. Section numbers are the paper's.
 *
 * @param detector {@code faster_rcnn} or {@code rfcn}
 * @param backbone {@code resnet101}, {@code mobilenet_v1}, ...
 * @param width MobileNet's width multiplier: 1, .75, .5 or .25
 * @param weights a safetensors file with ImageNet weights, or null
 * @param trunkStart whether the tails of the heads take those weights too, or start at random (the authors' MobileNet)
 * @param normalization which of batch normalisation's scale and shift are trained; the statistics stay the stored ones
 * @param anchorBase pixels; 256 for a shorter side of 600
 * @param anchorCentres where in each cell its anchors have their centre
 * @param proposals region proposals an image
 * @param borderProposals whether in training proposals come from anchors that cross the border of the image too
 * @param rpnBeta where the smooth L1 of the first stage's boxes turns from a square into a line (authors: 1/9, sigma 3)
 * @param truthRegions whether the labelled boxes are among the regions from which the second stage's are sampled
 * @param cropSize samples a side of a region's crop
 * @param cropMaxPool whether a crop is max-pooled 2x2 (the paper's COCO setting, with cropSize 14)
 * @param cropPlacement whether crops are taken where the cells really are, or as the authors' operation does
 * @param rfcnDilation of the kernels in R-FCN's tail over the map; 2 makes up for the stride that is left out (authors: 1)
 * @param nms IoU above which the weaker of two detections of a class goes
 * @param windows Nt, the random windows an image of the multi-object task
 * @param refineWindows Nr, the windows around a proposal that the refinement sees
 * @param refineShare of the sampled regions that train the refinement (paper: 1), a random part, so that the loss is
 *     the same in the mean; null: as much as makes 32 regions an image
 * @param refineFloor a proposal is refined if a class has at least this probability (paper: 0, all are)
 * @param contextRegions over which regions of its image the closeness context is a mean (paper, section 3.3: all)
 * @param refinementStart deviation of the refinement's weights before training (paper: .01; 0: x' = x)
 * @param proposalChannels of the region proposal network's hidden layer (paper: 512)
 * @param auxiliary the tasks trained: {@code multi_object}, {@code closeness}, {@code foreground}, {@code borders},
 *     {@code overlap}; none is the baseline
 * @param foregroundTanh whether the foreground logits go through tanh, which keeps the probability within .12 to .88
 * @param auxiliaryTrunk whether each task's head has a tail of its own (the paper) or all share the main head's
 * @param refinement whether the detections are refined (section 3.3)
 * @param boxRefinement whether the offsets of detections are refined by what a task tells of an object's sides
 * @param detachResidual false reproduces the authors' code, in which the refined loss reaches the main classifier
 * @param detachAuxiliary true keeps the auxiliary losses out of the backbone (the ablation "refinement only")
 * @param detachedTasks those of which the losses are kept out of the backbone, by name; all with {@code detachAuxiliary}
 * @param auxiliaryWeight factor on the weights of the tasks' losses (paper: 1), to tell how much they shape the features
 * @param auxiliaryWeights {@code task=weight}: weights λ of single tasks in place of their own
 * @param refinementWeight weight of the loss of each refinement
 * @param classLossWeight weight of the main class loss; 2 is the control for {@code detachResidual: false}
 */
public record ModelConfig(
        @Key DetectorKind detector,
        @Key String backbone,
        @Key double width,

        @Key(
                resume = Resume.CHECKED,
                optional = true,
                path = true,
                effect = "no effect: the checkpoint has all weights")
        @Nullable
        String weights,

        @Key TrunkStart trunkStart,
        @Key TrainedNormalization normalization,
        @Key double anchorBase,
        @Key List<Double> anchorScales,
        @Key List<Double> anchorRatios,
        @Key AnchorCentres anchorCentres,
        @Key int proposals,
        @Key int proposalChannels,
        @Key boolean borderProposals,
        @Key double rpnBeta,
        @Key boolean truthRegions,
        @Key int cropSize,
        @Key boolean cropMaxPool,
        @Key CropPlacement cropPlacement,
        @Key int rfcnDilation,

        @Key(resume = Resume.FREE, effect = "evaluations use it from here on")
        double nms,

        @Key int windows,
        @Key int refineWindows,
        @Key(optional = true) @Nullable Double refineShare,
        @Key double refineFloor,
        @Key ContextRegions contextRegions,
        @Key double refinementStart,
        @Key List<String> auxiliary,
        @Key boolean foregroundTanh,
        @Key AuxiliaryTrunk auxiliaryTrunk,
        @Key boolean refinement,
        @Key boolean boxRefinement,
        @Key boolean detachResidual,
        @Key boolean detachAuxiliary,
        @Key List<String> detachedTasks,
        @Key double auxiliaryWeight,
        @Key List<TaskWeight> auxiliaryWeights,
        @Key double refinementWeight,
        @Key double classLossWeight) {

    /** Enough to learn from, and few enough that the refinement costs less than the tasks. */
    private static final int REFINED_REGIONS = 32;

    /** The paper's two detectors. */
    public enum DetectorKind {
        @JsonProperty("faster_rcnn")
        FASTER_RCNN,
        @JsonProperty("rfcn")
        RFCN
    }

    /** What the tails of the heads begin with. */
    public enum TrunkStart {
        @JsonProperty("weights")
        WEIGHTS,
        @JsonProperty("random")
        RANDOM
    }

    /** Where in each cell of the feature map its anchors have their centre. */
    public enum AnchorCentres {
        @JsonProperty("middle")
        MIDDLE,
        /** The authors' way. */
        @JsonProperty("corner")
        CORNER,
        /** Where the backbone's cells are: {@link dev.rebox.backbone.Conventions#firstCell()}. */
        @JsonProperty("cells")
        CELLS
    }

    /** Where crops are taken, see {@link dev.rebox.region.CellAlignment}. */
    public enum CropPlacement {
        @JsonProperty("cells")
        CELLS,
        @JsonProperty("corners")
        CORNERS
    }

    /** Of which regions the closeness context is the mean. */
    public enum ContextRegions {
        @JsonProperty("all")
        ALL,
        @JsonProperty("refined")
        REFINED
    }

    /** Whose tail the heads of the auxiliary tasks use. */
    public enum AuxiliaryTrunk {
        @JsonProperty("own")
        OWN,
        @JsonProperty("shared")
        SHARED
    }

    public ModelConfig {
        anchorScales = List.copyOf(anchorScales);
        anchorRatios = List.copyOf(anchorRatios);
        auxiliary = List.copyOf(auxiliary);
        detachedTasks = List.copyOf(detachedTasks);
        auxiliaryWeights = List.copyOf(auxiliaryWeights);
        TaskWeight.refuseDoubles(auxiliaryWeights);
        positive("anchorBase", anchorBase);
        positive("proposals", proposals);
        positive("proposalChannels", proposalChannels);
        positive("rpnBeta", rpnBeta);
        positive("cropSize", cropSize);
        positive("rfcnDilation", rfcnDilation);
        positive("nms", nms);
        positive("windows", windows);
        positive("refineWindows", refineWindows);
        boolean share = refineShare == null || refineShare > 0 && refineShare <= 1;
        if (!share || !(refineFloor >= 0 && refineFloor < 1)) {
            throw new ConfigException("model.refineShare: " + refineShare + " must be above 0 and at most 1,"
                    + " model.refineFloor: " + refineFloor + " at least 0 and below 1.");
        }
        if (!(refinementStart >= 0 && refinementStart < Double.POSITIVE_INFINITY)) {
            throw new ConfigException("model.refinementStart: " + refinementStart + " is not a number from 0 on.");
        }
        positive("auxiliaryWeight", auxiliaryWeight);
        positive("refinementWeight", refinementWeight);
        positive("classLossWeight", classLossWeight);
        anchorScales.forEach(scale -> positive("anchorScales", scale));
        anchorRatios.forEach(ratio -> positive("anchorRatios", ratio));
        if (nms > 1) {
            throw new ConfigException("model.nms: " + nms + " is above 1, and no IoU is.");
        }
        if (cropMaxPool && cropSize < 2) {
            throw new ConfigException(
                    "model.cropSize: " + cropSize + " is too small for model.cropMaxPool: at least 2.");
        }
        if (anchorScales.isEmpty() || anchorRatios.isEmpty()) {
            throw new ConfigException("model.anchorScales and model.anchorRatios need at least one number each.");
        }
    }

    /** The anchors. @param firstCell the pixel in which the backbone's first cell is centred */
    public Anchors anchors(double firstCell) {
        double first =
                switch (anchorCentres) {
                    case MIDDLE -> Anchors.MIDDLE;
                    case CORNER -> 0;
                    case CELLS -> firstCell;
                };
        return new Anchors(anchorBase, anchorScales, anchorRatios, first);
    }

    /** The weight λ of a task's loss. @param own the weight that the task has if none is said */
    public double weightOf(String task, double own) {
        return auxiliaryWeight
                * auxiliaryWeights.stream()
                        .filter(weight -> weight.task().equals(task))
                        .mapToDouble(TaskWeight::weight)
                        .findFirst()
                        .orElse(own);
    }

    /** Whether this task's loss is kept out of the backbone. */
    public boolean detaches(String task) {
        return detachAuxiliary || detachedTasks.contains(task);
    }

    /** The share of the sampled regions that train the refinement. @param regions sampled an image */
    public double refineShareOf(int regions) {
        return refineShare == null ? Math.min(1, (double) REFINED_REGIONS / regions) : refineShare;
    }

    private static void positive(String key, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new ConfigException("model." + key + ": " + value + " is not a number above 0.");
        }
    }
}
