package dev.rebox.report.comparison;

import static java.util.Objects.requireNonNull;

import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.error.ReboxException;
import dev.rebox.evaluate.compare.FoundByOne;
import dev.rebox.evaluate.errors.ErrorKind;
import dev.rebox.evaluate.voc.VocMatcher;
import dev.rebox.report.comparison.ComparedRun.Together;
import dev.rebox.report.comparison.Comparison.Pair;
import dev.rebox.report.drawing.Snapshot;
import dev.rebox.report.page.Figures;
import dev.rebox.report.page.Gallery;
import dev.rebox.report.page.Html;
import dev.rebox.report.run.ErrorKinds;
import dev.rebox.report.run.Threshold;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Images side by side, sorted by the kind of error that one of the runs makes and the other does not. */
final class ImagesSection {
    /** Images of each kind of error for the second run, and half as many for the first. */
    private static final int EACH = 4;
    /** The kinds that are about an object which the other run may find. */
    private static final List<ErrorKind> KINDS = List.of(ErrorKind.CLASS, ErrorKind.LOCALISATION, ErrorKind.MISSED);

    private final Pair pair;
    private final LabelMap labels;
    private final Map<String, Example> images = new HashMap<>();
    private final Map<String, List<Detection>> ofFirst;
    private final Map<String, List<Detection>> ofSecond;

    private ImagesSection(Pair pair, Together together, ComparedRun second, double threshold) {
        this.pair = pair;
        labels = together.truth().labels();
        together.truth().examples().forEach(e -> images.put(e.id(), e));
        ofFirst = Threshold.apply(together.contenders().get(0).detections(), threshold);
        ofSecond = Threshold.apply(second.detections(), threshold);
    }

    static Html of(Pair pair, Together together, ComparedRun second, double threshold) {
        ImagesSection section = new ImagesSection(pair, together, second, threshold);
        Html html = new Html();
        html.element(
                "p",
                String.format(
                        Locale.ROOT,
                        "Left or above %s, right or below %s: detections that score %.2f or more, dashed the truth. First the images in which one run finds most objects that the other does not.",
                        pair.first(),
                        pair.second(),
                        threshold),
                "class",
                "quiet");
        try {
            section.add(html, pair.objects().bySecond(), pair.second(), pair.first(), EACH);
            section.add(html, pair.objects().byFirst(), pair.first(), pair.second(), EACH / 2);
        } catch (ReboxException e) {
            html.element("p", "Further images cannot be shown: " + e.getMessage());
        }
        return html;
    }

    private void add(Html html, List<FoundByOne> found, String finder, String other, int each) {
        for (ErrorKind kind : KINDS) {
            List<FoundByOne> ofKind =
                    found.stream().filter(f -> f.mistake().kind() == kind).toList();
            if (ofKind.isEmpty()) {
                continue;
            }
            Gallery gallery = new Gallery(2);
            for (String id : imagesWithMost(ofKind, each)) {
                List<FoundByOne> here =
                        ofKind.stream().filter(f -> f.imageId().equals(id)).toList();
                add(gallery, requireNonNull(images.get(id)), finder + " finds " + names(here));
            }
            html.element(
                    "h3",
                    ErrorKinds.name(kind) + " in " + other + ", right in " + finder + " ("
                            + Figures.count(ofKind.size(), "object", "objects") + ")");
            html.add(gallery.html());
        }
    }

    private void add(Gallery gallery, Example image, String line) {
        Snapshot snapshot = Snapshot.of(image, labels);
        List<Annotation> truth =
                image.annotations().stream().filter(VocMatcher::counts).toList();
        gallery.group(
                image.id(),
                line,
                List.of(
                        Gallery.Shown.of(
                                snapshot.detections(ofFirst.getOrDefault(image.id(), List.of()), truth), pair.first()),
                        Gallery.Shown.of(
                                snapshot.detections(ofSecond.getOrDefault(image.id(), List.of()), truth),
                                pair.second())));
    }

    /** Few objects besides make an image clear: the count is weighed against the root of all objects in it. */
    private List<String> imagesWithMost(List<FoundByOne> found, int most) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        found.forEach(f -> counts.merge(f.imageId(), 1, Integer::sum));
        Comparator<Map.Entry<String, Integer>> clearest = Comparator.comparingDouble(e -> -e.getValue()
                / Math.sqrt(requireNonNull(images.get(e.getKey())).annotations().size()));
        return counts.entrySet().stream()
                .sorted(clearest)
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** "2 × dog, van". */
    private String names(List<FoundByOne> found) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        found.forEach(f -> counts.merge(labels.name(f.truth().label()), 1, Integer::sum));
        StringBuilder text = new StringBuilder();
        counts.forEach((name, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(count == 1 ? "" : count + " × ")
                .append(name));
        return text.toString();
    }
}
