package dev.rebox.serve.detect;

import dev.rebox.box.Detection;
import dev.rebox.data.LabelMap;
import dev.rebox.detector.ExplainedDetection;
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
     * @param found in its own pixels, by falling score; without explanations unless they were asked for
     * @param decoding seconds
     * @param detecting seconds
     */
    public record Image(String name, List<ExplainedDetection> found, double decoding, double detecting) {
        public List<Detection> detections() {
            return found.stream().map(ExplainedDetection::detection).toList();
        }
    }
}
