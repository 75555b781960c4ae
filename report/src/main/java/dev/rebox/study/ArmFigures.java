package dev.rebox.study;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rebox.evaluate.compare.PairedBootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one arm reached with one network and fraction of the labels.
 *
 * @param seeds of the arm's finished runs
 * @param paired the seeds that the baseline has too
 * @param figures over the seeds
 * @param differences arm less baseline, over the paired seeds; of times the ratio arm : baseline
 * @param perClass VOC's AP, percent, over the seeds
 * @param images the differences of mAP and AP with their intervals over test images; null for the baseline, and until all
 *     that was asked for is done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArmFigures(
        String arm,
        List<Long> seeds,
        List<Long> paired,
        Map<Measure, Spread> figures,
        Map<Measure, Spread> differences,
        Map<String, Spread> perClass,
        @Nullable PairedBootstrap images) {

    static ArmFigures of(String arm, List<RunResult> runs, List<RunResult> baseline, ImageIntervals intervals) {
        List<RunResult> pairedRuns = new ArrayList<>();
        List<RunResult> pairedBaseline = new ArrayList<>();
        for (RunResult run : runs) {
            baseline.stream().filter(b -> b.seed() == run.seed() && b != run).forEach(b -> {
                pairedRuns.add(run);
                pairedBaseline.add(b);
            });
        }
        Map<Measure, Spread> figures = new LinkedHashMap<>();
        Map<Measure, Spread> differences = new LinkedHashMap<>();
        for (Measure measure : Measure.all()) {
            put(figures, measure, runs, measure::of);
            boolean time = measure.equals(Measure.STEP) || measure.equals(Measure.PREDICTION);
            put(differences, measure, pairedRuns, run -> {
                double reference = measure.of(pairedBaseline.get(pairedRuns.indexOf(run)));
                return time ? measure.of(run) / reference : measure.of(run) - reference;
            });
        }
        Map<String, Spread> perClass = new LinkedHashMap<>();
        for (String name : runs.get(0).classes().names()) {
            put(
                    perClass,
                    name,
                    runs,
                    run -> Measure.percent(
                            requireNonNull(run.voc().perClass().get(name)).ap()));
        }
        return new ArmFigures(
                arm,
                runs.stream().map(RunResult::seed).toList(),
                pairedRuns.stream().map(RunResult::seed).toList(),
                figures,
                differences,
                perClass,
                intervals.of(pairedBaseline, pairedRuns).orElse(null));
    }

    private static <K> void put(Map<K, Spread> into, K key, List<RunResult> runs, ToDoubleFunction<RunResult> figure) {
        double[] values =
                runs.stream().mapToDouble(figure).filter(v -> !Double.isNaN(v)).toArray();
        if (values.length > 0) {
            into.put(key, Spread.of(values));
        }
    }
}
