package dev.rebox.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rebox.box.Box;
import dev.rebox.data.LabelMap;
import dev.rebox.detector.ScoreRefinement;
import dev.rebox.evaluate.results.DetectionsDocument;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the answer with what the refinement did to its score.
 *
 * @param refinement null where the detector refines nothing or does not tell
 */
record ExplainedEntry(
        @JsonUnwrapped DetectionsDocument.Entry entry,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Refinement refinement) {
    /** More classes than these tell little of what a part of the image shows. */
    private static final int MOST_CLASSES = 3;

    /**
     * @param before the score by the main head alone
     * @param inputs empty where the region was left as it was
     */
    record Refinement(@JsonProperty("score_before") double before, List<Input> inputs) {}

    /**
     * One thing that the refinement looked at.
     *
     * @param window [x, y, width, height] in pixels of the image
     * @param factor by which it multiplied the score
     * @param classes what it shows, the surest first; shares of all classes without the background
     */
    record Input(String source, double[] window, double factor, List<ClassShare> classes) {}

    record ClassShare(String category, double share) {}

    static ExplainedEntry of(DetectionsDocument.Entry entry, Optional<ScoreRefinement> refinement, LabelMap labels) {
        return new ExplainedEntry(
                entry,
                refinement
                        .map(r -> new Refinement(
                                r.before(),
                                r.inputs().stream().map(i -> input(i, labels)).toList()))
                        .orElse(null));
    }

    private static Input input(ScoreRefinement.Input input, LabelMap labels) {
        Box window = input.window();
        boolean looks = !input.source().equals(ScoreRefinement.BIAS);
        return new Input(
                input.source(),
                new double[] {window.x1(), window.y1(), window.width(), window.height()},
                input.factor(),
                looks ? classes(input.logits(), labels) : List.of());
    }

    private static List<ClassShare> classes(double[] logits, LabelMap labels) {
        double most = IntStream.range(1, logits.length)
                .mapToDouble(k -> logits[k])
                .max()
                .orElse(0);
        double sum = IntStream.range(1, logits.length)
                .mapToDouble(k -> Math.exp(logits[k] - most))
                .sum();
        return IntStream.range(1, logits.length)
                .mapToObj(k -> new ClassShare(labels.name(k), Math.exp(logits[k] - most) / sum))
                .sorted(Comparator.comparingDouble(ClassShare::share).reversed())
                .limit(MOST_CLASSES)
                .toList();
    }
}
