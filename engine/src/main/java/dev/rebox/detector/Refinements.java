package dev.rebox.detector;

import dev.rebox.auxiliary.AuxiliaryTask;
import dev.rebox.auxiliary.BoxRefinement;
import dev.rebox.auxiliary.OffsetContext;
import dev.rebox.auxiliary.Refinement;
import dev.rebox.auxiliary.RegionContext;
import dev.rebox.config.ModelConfig;
import dev.rebox.detector.head.RegionHead;
import dev.rebox.detector.target.GroundTruth;
import dev.rebox.region.RegionFeatures;
import dev.rebox.tensor.Parameters;
import dev.rebox.tensor.Profile;
import dev.rebox.tensor.Tensors;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What is done to the main head's output by what the tasks see.
 *
 * @param classes of the logits, or null
 * @param boxes of the offsets, or null
 */
record Refinements(@Nullable Refinement classes, @Nullable BoxRefinement boxes) {
    /** Positive regions that are refined come in multiples of this, so that few different sizes occur. */
    private static final int STEP = 16;

    /**
     * Those that a configuration asks for.
     *
     * @param classes K
     * @param parameters their own
     */
    static Refinements of(ModelConfig config, int classes, Parameters parameters, Collection<AuxiliaryTask> tasks) {
        return new Refinements(
                config.refinement()
                        ? new Refinement(
                                parameters, classes, those(tasks, RegionContext.class), Refinement.Settings.of(config))
                        : null,
                config.boxRefinement()
                        ? new BoxRefinement(parameters.under("boxes"), those(tasks, OffsetContext.class))
                        : null);
    }

    private static <T> List<T> those(Collection<AuxiliaryTask> tasks, Class<T> kind) {
        return tasks.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Whether there is one. */
    boolean any() {
        return classes != null || boxes != null;
    }

    /**
     * The losses by name, not weighted: {@code refined_class}, the mean over a part of the regions, and {@code refined_box},
     * the sum over the positive regions divided by their number.
     *
     * @param share of the regions that train the refinement of the classes
     */
    Map<String, Tensor> losses(
            RegionFeatures regions,
            SampledRegions sampled,
            RegionHead.Output found,
            List<GroundTruth> truths,
            double share) {
        Map<String, Tensor> losses = new LinkedHashMap<>();
        if (classes != null) {
            int[] part = sampled.part(share);
            losses.put(
                    "refined_class",
                    Profile.stage(
                            "refinement",
                            () -> RegionLoss.classes(
                                    classes.refine(regions, part, found.logits()), sampled.labels(part))));
        }
        if (boxes != null) {
            losses.put(
                    "refined_box", Profile.stage("refinement", () -> boxLoss(boxes, regions, sampled, found, truths)));
        }
        return losses;
    }

    private static Tensor boxLoss(
            BoxRefinement boxes,
            RegionFeatures regions,
            SampledRegions sampled,
            RegionHead.Output found,
            List<GroundTruth> truths) {
        int rows = Math.min(sampled.size(), (sampled.positives() + STEP - 1) / STEP * STEP);
        if (rows == 0) { // no positive region, nothing to learn
            return found.offsets().detach().sum().mul(new Scalar(0.0));
        }
        Tensor refined = boxes.refine(regions, IntStream.range(0, rows).toArray(), found.offsets());
        return RegionLoss.boxes(refined, sampled, truths, sampled.positives());
    }

    /**
     * The output for some regions, refined where there is a refinement.
     *
     * @param rows rising indices
     * @param inputs is told what the refinement of the classes sees, [rows, V * (K + 1)]
     */
    RegionHead.Output refine(RegionFeatures regions, int[] rows, RegionHead.Output found, Consumer<Tensor> inputs) {
        return new RegionHead.Output(
                classes == null ? rows(found.logits(), rows) : classes.refine(regions, rows, found.logits(), inputs),
                boxes == null ? rows(found.offsets(), rows) : boxes.refine(regions, rows, found.offsets()));
    }

    private static Tensor rows(Tensor all, int[] rows) {
        return all.index_select(0, Tensors.ints(rows, all.device(), rows.length));
    }
}
