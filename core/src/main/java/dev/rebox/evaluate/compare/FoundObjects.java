package dev.rebox.evaluate.compare;

import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.evaluate.errors.ErrorAnalysis;
import dev.rebox.evaluate.errors.ErrorKind;
import dev.rebox.evaluate.errors.Mistake;
import dev.rebox.evaluate.voc.VocMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which objects two sets of detections find, of their class and at IoU .5, when only confident detections are kept.
 *
 * @param leastScore of the detections kept
 * @param byBoth objects found by both
 * @param byNeither objects found by neither
 * @param byFirst those that only the first finds, sorted by the kind of the second's error
 * @param bySecond those that only the second finds, sorted by the kind of the first's error
 * @param firstErrors the first's errors of each kind
 * @param secondErrors the second's
 */
public record FoundObjects(
        double leastScore,
        int byBoth,
        int byNeither,
        List<FoundByOne> byFirst,
        List<FoundByOne> bySecond,
        Map<ErrorKind, Integer> firstErrors,
        Map<ErrorKind, Integer> secondErrors) {

    public static FoundObjects of(
            Dataset truth, Map<String, List<Detection>> first, Map<String, List<Detection>> second, double leastScore) {
        ErrorAnalysis a = ErrorAnalysis.of(truth, confident(first, leastScore));
        ErrorAnalysis b = ErrorAnalysis.of(truth, confident(second, leastScore));
        Map<Annotation, Mistake> unfoundByFirst = unfound(a);
        Map<Annotation, Mistake> unfoundBySecond = unfound(b);
        int both = 0;
        int neither = 0;
        List<FoundByOne> byFirst = new ArrayList<>();
        List<FoundByOne> bySecond = new ArrayList<>();
        for (Example example : truth.examples()) {
            for (Annotation object : example.annotations()) {
                if (!VocMatcher.counts(object)) {
                    continue;
                }
                Mistake ofFirst = unfoundByFirst.get(object);
                Mistake ofSecond = unfoundBySecond.get(object);
                both += ofFirst == null && ofSecond == null ? 1 : 0;
                neither += ofFirst != null && ofSecond != null ? 1 : 0;
                if (ofFirst == null && ofSecond != null) {
                    byFirst.add(new FoundByOne(example.id(), object, ofSecond));
                } else if (ofFirst != null && ofSecond == null) {
                    bySecond.add(new FoundByOne(example.id(), object, ofFirst));
                }
            }
        }
        Comparator<FoundByOne> byKind =
                Comparator.comparing(found -> found.mistake().kind());
        byFirst.sort(byKind);
        bySecond.sort(byKind);
        return new FoundObjects(leastScore, both, neither, byFirst, bySecond, a.count(), b.count());
    }

    /** The error about each object that was not found: the one that would repair it, or that it was missed. */
    private static Map<Annotation, Mistake> unfound(ErrorAnalysis errors) {
        Map<Annotation, Mistake> unfound = new IdentityHashMap<>();
        errors.mistakes().stream().filter(Mistake::repairs).forEach(m -> unfound.put(m.truth(), m));
        return unfound;
    }

    private static Map<String, List<Detection>> confident(Map<String, List<Detection>> detections, double leastScore) {
        Map<String, List<Detection>> kept = new HashMap<>();
        detections.forEach((image, predicted) -> kept.put(
                image, predicted.stream().filter(d -> d.score() >= leastScore).toList()));
        return kept;
    }
}
