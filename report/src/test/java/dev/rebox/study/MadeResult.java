package dev.rebox.study;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.coco.CocoMetrics;
import dev.rebox.evaluate.voc.VocMetrics;
import java.util.Map;

/**
 * Results of runs that were never trained: ten steps in a second of classes {@code often}, with 30 test boxes and one and a half of
 * the mAP, and {@code seldom}, with 29 and half of it. COCO's figures are 30 percent for the baseline and else 40, and nothing
 * was small or medium.
 */
record MadeResult(
        String network, double fraction, String arm, long seed, double map, double stepSeconds, String dataHash) {
    static MadeResult of(String arm, long seed, double map) {
        return new MadeResult("", 1, arm, seed, map, .2, "same");
    }

    MadeResult network(String other) {
        return new MadeResult(other, fraction, arm, seed, map, stepSeconds, dataHash);
    }

    MadeResult fraction(double other) {
        return new MadeResult(network, other, arm, seed, map, stepSeconds, dataHash);
    }

    MadeResult stepSeconds(double other) {
        return new MadeResult(network, fraction, arm, seed, map, other, dataHash);
    }

    MadeResult dataHash(String other) {
        return new MadeResult(network, fraction, arm, seed, map, stepSeconds, other);
    }

    String id() {
        return network + arm + seed + fraction;
    }

    RunResult result() {
        return result(id(), 1, Map.of("often", 30, "seldom", 29));
    }

    /** @param seconds that its ten steps took */
    RunResult result(String id, double seconds, Map<String, Integer> testBoxes) {
        boolean baseline = arm.equals("baseline");
        double known = baseline ? .3 : .4;
        return new RunResult(
                id,
                network,
                fraction,
                arm,
                seed,
                Map.of(),
                JsonNodeFactory.instance.objectNode().put("dataHash", dataHash),
                10,
                stepSeconds,
                .1,
                seconds,
                LabelMap.of(java.util.List.of("often", "seldom")),
                testBoxes,
                new CocoMetrics(known, known, known, -1, -1, known, known, known, known, -1, -1, known, Map.of()),
                new VocMetrics(
                        map,
                        map,
                        Map.of(
                                "often", new VocMetrics.ClassFigures(1.5 * map, map),
                                "seldom", new VocMetrics.ClassFigures(0.5 * map, map))),
                baseline ? null : Map.of(AuxiliaryFigure.named("closenessTop1"), .25));
    }
}
