package dev.rebox;

import dev.rebox.box.Detection;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.data.image.RgbImage;
import dev.rebox.detector.ExplainedDetection;
import dev.rebox.error.DataException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What finds objects in images: a trained model, or one that was exported. */
public interface ObjectDetector extends AutoCloseable {
    /** The classes and their labels. */
    LabelMap labels();

    /** The least score of each class that is worth showing, by its name, 0..1; empty where none were chosen. */
    Map<String, Double> thresholds();

    /** The score, 0..1, from which on a detection of a class 1..K is shown where the user says none: the chosen one, else 0.5. */
    default double leastScore(int label) {
        return thresholds().getOrDefault(labels().name(label), 0.5);
    }

    /** Detections in an image, in its own pixels, by falling score. */
    List<Detection> detect(RgbImage image);

    /** The same detections, with what a refinement did to their scores where the detector can tell. */
    default List<ExplainedDetection> explain(RgbImage image) {
        return detect(image).stream()
                .map(d -> new ExplainedDetection(d, Optional.empty()))
                .toList();
    }

    /**
     * Detections in many images.
     *
     * @param images their boxes are not looked at, see {@link dev.rebox.data.NamedImages}
     * @param consumer gets each image with its detections, in its own pixels, by falling score, in the order of the images
     * @param failed gets each image that cannot be read, in its turn; the others are not held up
     */
    default void detectAll(
            List<Example> images,
            BiConsumer<Example, List<Detection>> consumer,
            BiConsumer<Example, DataException> failed) {
        for (Example example : images) {
            RgbImage image;
            try {
                image = ImageDecoder.read(example.image());
            } catch (DataException e) {
                failed.accept(example, e);
                continue;
            }
            consumer.accept(example, detect(image));
        }
    }

    /** Frees the network. */
    @Override
    void close();
}
