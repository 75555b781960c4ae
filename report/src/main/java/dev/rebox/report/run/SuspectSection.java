package dev.rebox.report.run;

import static java.util.Objects.requireNonNull;

import dev.rebox.box.Box;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.error.ReboxException;
import dev.rebox.evaluate.errors.Suspect;
import dev.rebox.evaluate.errors.SuspectLabels;
import dev.rebox.report.drawing.Snapshot;
import dev.rebox.report.page.Figures;
import dev.rebox.report.page.Gallery;
import dev.rebox.report.page.Html;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Labels of the test set that the model contradicts, with images: some of these are faults of the labels. */
final class SuspectSection {
    private static final double CONFIDENT = .5;
    private static final int MOST = 12;
    /** Of hand-drawn labels hardly one in ten is wrong. */
    private static final int MANY = 10;

    private SuspectSection() {}

    static Html of(TestResults results) {
        List<Suspect> suspects = SuspectLabels.find(results.truth(), List.of(results.detections()), CONFIDENT);
        Html html = new Html();
        if (suspects.isEmpty()) {
            return html.element("p", "The model is confident of nothing that the labels contradict.");
        }
        html.element(
                "p",
                "The model contradicts " + Figures.count(suspects.size(), "label", "labels")
                        + " of the test set or misses one. Either it is wrong or the label is; the most suspect first. Dashed: the label."
                        + (MANY * suspects.size() > results.truth().boxes()
                                ? " So many say more about the model than about the labels."
                                : ""),
                "class",
                "quiet");
        Map<String, Example> images = new HashMap<>();
        results.truth().examples().forEach(e -> images.put(e.id(), e));
        Gallery gallery = new Gallery(1);
        try {
            for (Suspect suspect : suspects.subList(0, Math.min(MOST, suspects.size()))) {
                add(
                        gallery,
                        suspect,
                        requireNonNull(images.get(suspect.imageId())),
                        results.truth().labels());
            }
        } catch (ReboxException e) {
            html.element("p", "Further images cannot be shown: " + e.getMessage());
        }
        return html.add(gallery.html());
    }

    private static void add(Gallery gallery, Suspect suspect, Example image, LabelMap labels) {
        Snapshot snapshot = Snapshot.around(place(suspect), image, labels);
        var truth = suspect.truth() == null ? List.<dev.rebox.data.Annotation>of() : List.of(suspect.truth());
        var predicted = suspect.detection() == null ? List.<dev.rebox.box.Detection>of() : List.of(suspect.detection());
        var drawing = predicted.isEmpty() ? snapshot.truth(truth) : snapshot.detections(predicted, truth);
        gallery.group(image.id(), words(suspect, labels), List.of(Gallery.Shown.of(drawing, name(suspect.kind()))));
    }

    private static Box place(Suspect suspect) {
        if (suspect.truth() == null) {
            return requireNonNull(suspect.detection()).box();
        }
        if (suspect.detection() == null) {
            return suspect.truth().box();
        }
        Box a = suspect.truth().box();
        Box b = suspect.detection().box();
        return new Box(
                Math.min(a.x1(), b.x1()), Math.min(a.y1(), b.y1()), Math.max(a.x2(), b.x2()), Math.max(a.y2(), b.y2()));
    }

    private static String name(Suspect.Kind kind) {
        return switch (kind) {
            case MISSING_BOX -> "a box missing?";
            case WRONG_CLASS -> "another class?";
            case LOOSE_BOX -> "a loose box?";
            case NEVER_FOUND -> "nothing there?";
        };
    }

    private static String words(Suspect suspect, LabelMap labels) {
        String label = suspect.truth() == null
                ? "nothing"
                : labels.name(suspect.truth().label());
        return suspect.detection() == null
                ? "labelled " + label + ", found by no detection"
                : String.format(
                        Locale.ROOT,
                        "labelled %s, found %s %.2f",
                        label,
                        labels.name(suspect.detection().label()),
                        suspect.detection().score());
    }
}
