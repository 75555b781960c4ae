package dev.rebox.serve.detect;

import dev.rebox.ObjectDetector;
import dev.rebox.box.Detection;
import dev.rebox.data.LabelMap;
import java.util.List;

/**
 * What was found in the images of a request.
 *
 * @param labels of the model that looked
 * @param model its number: 1 for the first that the server had
 * @param images in the order in which they were sent
 * @param waited seconds until a worker was free for the last of them
 */
public record DetectionResult(LabelMap labels, int model, List<Image> images, double waited) {
    /**
     * An image with its detections.
     *
     * @param detections in its own pixels, by falling score
     * @param decoding seconds
     * @param detecting seconds
     */
    public record Image(
            String name, int width, int height, List<Detection> detections, double decoding, double detecting) {}

    /** Those that are shown: with at least a score, or where none is given with that which the detector has for the class. */
    static List<Detection> shown(List<Detection> all, ObjectDetector detector, double threshold) {
        return all.stream()
                .filter(d -> d.score() >= (Double.isNaN(threshold) ? detector.leastScore(d.label()) : threshold))
                .toList();
    }
}
