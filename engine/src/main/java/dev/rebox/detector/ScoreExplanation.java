package dev.rebox.detector;

import static java.util.Objects.requireNonNull;

import dev.rebox.auxiliary.Refinement;
import dev.rebox.auxiliary.RegionContext;
import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.region.RegionFeatures;
import dev.rebox.region.Regions;
import dev.rebox.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Notes how one image is detected in, to tell afterwards what the refinement did to each score. */
final class ScoreExplanation implements DetectionTrace {
    private final Refinement refinement;
    private final List<String> tasks;
    private final int columns;

    private float[] before = new float[0];
    private int[] rows = new int[0];
    private float[] inputs = new float[0];
    private List<View> views = List.of();
    private @Nullable RegionFeatures features;
    private @Nullable ClassifiedRegions last;

    /** What one vector of the layer's input is. @param seen a box for each refined region */
    private record View(String source, Regions seen) {}

    /**
     * @param tasks the names of the refinement's contexts, in their order
     * @param classes K
     */
    ScoreExplanation(Refinement refinement, List<String> tasks, int classes) {
        this.refinement = refinement;
        this.tasks = tasks;
        columns = classes + 1;
    }

    @Override
    public void found(RegionFeatures all, float[] probabilities) {
        features = all;
        before = probabilities.clone();
    }

    @Override
    public void refined(int[] refined, Tensor seen) {
        rows = refined;
        inputs = Tensors.toFloats(seen);
        RegionFeatures all = requireNonNull(features);
        Regions chosen = all.regions().select(refined);
        views = new ArrayList<>();
        views.add(new View(ScoreRefinement.HEAD, chosen));
        for (int i = 0; i < tasks.size(); i++) {
            String task = tasks.get(i);
            RegionContext context = refinement.contexts().get(i);
            context.seenBy(chosen, all.map().frame()).forEach(boxes -> views.add(new View(task, boxes)));
        }
    }

    @Override
    public void classified(List<ClassifiedRegions> images) {
        last = images.get(0);
    }

    /** The detections with what was noted. @param detections as they came of the same image */
    List<ExplainedDetection> explain(List<Detection> detections) {
        float[] weights = rows.length == 0 ? new float[0] : refinement.weights();
        float[] biases = rows.length == 0 ? new float[0] : refinement.biases();
        return detections.stream()
                .map(d -> new ExplainedDetection(d, Optional.of(explain(d, weights, biases))))
                .toList();
    }

    private ScoreRefinement explain(Detection detection, float[] weights, float[] biases) {
        int region = requireNonNull(last).regionOf(detection);
        double old = before[region * columns + detection.label()];
        int row = Arrays.binarySearch(rows, region);
        if (row < 0) {
            return new ScoreRefinement(old, List.of());
        }
        double[][] vectors = new double[views.size() + 1][columns];
        double[][] parts = new double[views.size() + 1][columns];
        int width = views.size() * columns;
        for (int v = 0; v < views.size(); v++) {
            for (int i = 0; i < columns; i++) {
                vectors[v][i] = inputs[row * width + v * columns + i];
                for (int k = 0; k < columns; k++) {
                    parts[v][k] += weights[k * width + v * columns + i] * vectors[v][i];
                }
            }
        }
        for (int k = 0; k < columns; k++) {
            parts[views.size()][k] = biases[k];
        }
        double[] factors = SoftmaxShares.factors(vectors[0], parts, detection.label());
        List<ScoreRefinement.Input> told = new ArrayList<>();
        for (int v = 0; v < vectors.length; v++) {
            View view = v < views.size() ? views.get(v) : new View(ScoreRefinement.BIAS, views.get(0).seen);
            told.add(new ScoreRefinement.Input(view.source, box(view.seen, row), vectors[v], factors[v]));
        }
        return new ScoreRefinement(old, told);
    }

    private static Box box(Regions seen, int row) {
        float[] boxes = seen.boxes();
        return new Box(boxes[4 * row], boxes[4 * row + 1], boxes[4 * row + 2], boxes[4 * row + 3]);
    }
}
