package dev.rebox.study;

import static java.util.Objects.requireNonNull;

import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.compare.PairedBootstrap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the choice of test images could move the differences between two arms: the paired bootstrap over the kept detections. */
final class ImageIntervals {
    private static final Logger LOG = LoggerFactory.getLogger(ImageIntervals.class);
    private static final long SEED = 0;

    private final StudyPlan plan;
    private final ResultFolder folder;
    private final int resamples;
    private final Map<String, Map<String, List<Detection>>> read = new HashMap<>();
    private @Nullable Dataset test;
    private boolean missing;

    /** @param resamples 0 for no intervals */
    ImageIntervals(StudyPlan plan, ResultFolder folder, int resamples) {
        this.plan = plan;
        this.folder = folder;
        this.resamples = resamples;
    }

    /** The difference of the mean figures of the second runs and the first, seed by seed the same; empty without runs. */
    Optional<PairedBootstrap> of(List<RunResult> first, List<RunResult> second) {
        boolean kept = Stream.concat(first.stream(), second.stream())
                .map(RunResult::id)
                .allMatch(folder::hasDetections);
        if (resamples == 0 || first.isEmpty() || !kept || !open(first.get(0).classes())) {
            return Optional.empty();
        }
        return Optional.of(
                PairedBootstrap.ofRuns(requireNonNull(test), detections(first), detections(second), resamples, SEED));
    }

    /** Without the annotations of the test set, results from elsewhere still give all other figures. */
    private boolean open(LabelMap classes) {
        if (test == null && !missing) {
            try {
                test = Study.test(plan.runs().get(0).config(), classes);
            } catch (DataException e) {
                LOG.warn("No intervals over test images: {}", e.getMessage());
                missing = true;
            }
        }
        return !missing;
    }

    private List<Map<String, List<Detection>>> detections(List<RunResult> runs) {
        return runs.stream()
                .map(run -> read.computeIfAbsent(
                        run.id(), id -> folder.detections(id, requireNonNull(test), run.classes())))
                .toList();
    }
}
