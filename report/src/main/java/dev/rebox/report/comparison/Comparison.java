package dev.rebox.report.comparison;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.compare.FoundByOne;
import dev.rebox.evaluate.compare.FoundObjects;
import dev.rebox.evaluate.compare.PairedBootstrap;
import dev.rebox.evaluate.errors.ErrorKind;
import dev.rebox.evaluate.matching.ClassBoxes;
import dev.rebox.evaluate.voc.VocMatcher;
import dev.rebox.report.comparison.ComparedRun.Together;
import dev.rebox.report.run.Threshold;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every run against the first one; as JSON, the document that {@code rebox compare --json} prints.
 *
 * @param data the test set
 * @param images in it
 * @param runs their names, the first one being compared with the others
 * @param threshold the score from which a detection counts, in the account of found objects
 * @param pairs the first run and each of the others
 * @param auxiliary how well the auxiliary heads of each run do their tasks; runs without are left out
 */
public record Comparison(
        String data,
        int images,
        List<String> runs,
        double threshold,
        List<Pair> pairs,
        Map<String, Map<AuxiliaryFigure, Double>> auxiliary) {
    private static final int RESAMPLES = 1000;
    private static final long SEED = 0;

    /** The first run and another one. @param perClass by class name, classes without test boxes left out */
    public record Pair(
            String first,
            String second,
            PairedBootstrap difference,
            Map<String, ClassDifference> perClass,
            @JsonIgnore FoundObjects objects) {

        /** Objects by who found them, and the errors by kind. */
        @JsonProperty("found")
        public Found found() {
            return new Found(
                    objects.byBoth(),
                    objects.byNeither(),
                    byKind(objects.byFirst()),
                    byKind(objects.bySecond()),
                    objects.firstErrors(),
                    objects.secondErrors());
        }

        private static Map<ErrorKind, Integer> byKind(List<FoundByOne> found) {
            Map<ErrorKind, Integer> counts = new EnumMap<>(ErrorKind.class);
            found.forEach(f -> counts.merge(f.mistake().kind(), 1, Integer::sum));
            return counts;
        }
    }

    /** VOC's AP of one class, fractions 0..1. */
    public record ClassDifference(int objects, double first, double second, double difference) {}

    /**
     * Numbers of objects.
     *
     * @param byFirst those that only the first finds, by the second's error about them
     * @param bySecond those that only the second finds, by the first's error about them
     * @param firstErrors all errors of the first
     * @param secondErrors all errors of the second
     */
    public record Found(
            int byBoth,
            int byNeither,
            Map<ErrorKind, Integer> byFirst,
            Map<ErrorKind, Integer> bySecond,
            Map<ErrorKind, Integer> firstErrors,
            Map<ErrorKind, Integer> secondErrors) {}

    /** Compares; takes seconds, mostly for the bootstrap. */
    public static Comparison of(Together together) {
        List<ComparedRun> all = together.contenders();
        double threshold = Threshold.best(
                together.truth(), all.stream().map(ComparedRun::detections).toList());
        List<Pair> pairs = new ArrayList<>();
        for (ComparedRun other : all.subList(1, all.size())) {
            pairs.add(pair(together, all.get(0), other, threshold));
        }
        return new Comparison(
                together.truth().name(),
                together.truth().examples().size(),
                all.stream().map(ComparedRun::name).toList(),
                threshold,
                pairs,
                auxiliary(all));
    }

    private static Map<String, Map<AuxiliaryFigure, Double>> auxiliary(List<ComparedRun> contenders) {
        Map<String, Map<AuxiliaryFigure, Double>> figures = new LinkedHashMap<>();
        contenders.stream()
                .filter(contender -> !contender.auxiliary().isEmpty())
                .forEach(contender -> figures.put(contender.name(), contender.auxiliary()));
        return figures;
    }

    private static Pair pair(Together together, ComparedRun first, ComparedRun second, double threshold) {
        return new Pair(
                first.name(),
                second.name(),
                PairedBootstrap.of(together.truth(), first.detections(), second.detections(), RESAMPLES, SEED),
                perClass(together, first, second),
                FoundObjects.of(together.truth(), first.detections(), second.detections(), threshold));
    }

    private static Map<String, ClassDifference> perClass(Together together, ComparedRun first, ComparedRun second) {
        Evaluation a = Evaluation.of(together.truth(), first.detections(), Evaluation.Metric.VOC);
        Evaluation b = Evaluation.of(together.truth(), second.detections(), Evaluation.Metric.VOC);
        List<ClassBoxes> classes = ClassBoxes.perClass(together.truth(), Map.of());
        Map<String, ClassDifference> differences = new LinkedHashMap<>();
        for (int label = 1; label <= classes.size(); label++) {
            int objects = VocMatcher.positives(classes.get(label - 1));
            if (objects > 0) {
                String name = together.truth().labels().name(label);
                double ofFirst =
                        requireNonNull(a.requireVoc().perClass().get(name)).ap();
                double ofSecond =
                        requireNonNull(b.requireVoc().perClass().get(name)).ap();
                differences.put(name, new ClassDifference(objects, ofFirst, ofSecond, ofSecond - ofFirst));
            }
        }
        return differences;
    }
}
