package dev.rebox.evaluate.matching;

import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.error.DataException;
import dev.rebox.error.Nearest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The truth and the detections of one class, grouped by image. A group is an image that shows or was said to show the
 * class; images without either take no room. Within an image truth keeps the file's order and detections go from the
 * highest score down, equal scores in the order given.
 */
public final class ClassBoxes {
    private final BoxColumns<Annotation> truth = new BoxColumns<>();
    private final BoxColumns<Detection> detections = new BoxColumns<>();
    private final IntColumn image = new IntColumn();
    private final IntColumn truthEnd = new IntColumn();
    private final IntColumn detectionEnd = new IntColumn();
    private int @Nullable [] order;

    private ClassBoxes() {}

    /**
     * Groups a data set's truth and the detections on it by class.
     *
     * @param detections by image id; images may lack
     * @return K entries, that of label k at k - 1
     * @throws DataException naming an image that the data set lacks
     */
    public static List<ClassBoxes> perClass(Dataset dataset, Map<String, List<Detection>> detections) {
        List<Example> images = Images.ordered(dataset);
        refuseUnknownImages(dataset, detections);
        List<ClassBoxes> classes = new ArrayList<>();
        for (int k = 0; k < dataset.labels().size(); k++) {
            classes.add(new ClassBoxes());
        }
        for (int i = 0; i < images.size(); i++) {
            Example example = images.get(i);
            for (Annotation annotation : example.annotations()) {
                ClassBoxes boxes = classes.get(annotation.label() - 1);
                boxes.truth.add(annotation.box(), annotation);
                boxes.closeGroup(i);
            }
            for (Detection detection : byScore(detections.getOrDefault(example.id(), List.of()))) {
                refuseUnusable(detection, classes.size(), example.id());
                ClassBoxes boxes = classes.get(detection.label() - 1);
                boxes.detections.add(detection.box(), detection);
                boxes.closeGroup(i);
            }
        }
        return classes;
    }

    public BoxColumns<Annotation> truth() {
        return truth;
    }

    public BoxColumns<Detection> detections() {
        return detections;
    }

    /** The number of images that have truth or detections of this class. */
    public int groups() {
        return image.size();
    }

    /** The image of a group: its place in {@link Images#ordered}. */
    public int image(int group) {
        return image.get(group);
    }

    public int truthStart(int group) {
        return group == 0 ? 0 : truthEnd.get(group - 1);
    }

    public int truthEnd(int group) {
        return truthEnd.get(group);
    }

    public int detectionStart(int group) {
        return group == 0 ? 0 : detectionEnd.get(group - 1);
    }

    public int detectionEnd(int group) {
        return detectionEnd.get(group);
    }

    /** The rows of the detections from the highest score down; equal scores in the order of images, then as given. */
    public int[] order() {
        if (order == null) {
            double[] scores = new double[detections.size()];
            for (int d = 0; d < scores.length; d++) {
                scores[d] = detections.source(d).score();
            }
            order = Descending.rows(scores);
        }
        return order;
    }

    private void closeGroup(int imageIndex) {
        if (groups() == 0 || image(groups() - 1) != imageIndex) {
            image.add(imageIndex);
            truthEnd.add(0);
            detectionEnd.add(0);
        }
        truthEnd.set(groups() - 1, truth.size());
        detectionEnd.set(groups() - 1, detections.size());
    }

    /** Best first; the sort is stable. */
    static List<Detection> byScore(List<Detection> detections) {
        List<Detection> sorted = new ArrayList<>(detections);
        sorted.sort(Comparator.comparingDouble(Detection::score).reversed());
        return sorted;
    }

    private static void refuseUnusable(Detection detection, int classes, String imageId) {
        if (detection.label() < 1 || detection.label() > classes) {
            throw new DataException("image " + imageId + ": a detection of class number " + detection.label()
                    + ", but the data set has the classes 1 to " + classes);
        }
        if (!Double.isFinite(detection.score())) {
            throw new DataException("image " + imageId + ": a detection with the score " + detection.score()
                    + "; scores are finite numbers");
        }
    }

    private static void refuseUnknownImages(Dataset dataset, Map<String, List<Detection>> detections) {
        List<String> ids = dataset.examples().stream().map(Example::id).toList();
        var known = new HashSet<>(ids);
        for (String id : detections.keySet()) {
            if (!known.contains(id)) {
                throw new DataException("detections on image '" + id + "', which " + dataset.name() + " does not have."
                        + Nearest.hint(id, ids));
            }
        }
    }
}
