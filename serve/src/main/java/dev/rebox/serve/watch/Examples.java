package dev.rebox.serve.watch;

import dev.rebox.ObjectDetector;
import dev.rebox.box.Detection;
import dev.rebox.config.ConfigReader;
import dev.rebox.config.Device;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.error.DataException;
import dev.rebox.error.ReboxException;
import dev.rebox.report.drawing.JpegData;
import dev.rebox.report.drawing.Snapshot;
import dev.rebox.run.RunFolder;
import dev.rebox.serve.detect.ModelSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few images with what the best model so far finds in them. They are looked at anew when that model has changed, one after the
 * other and only while somebody asks: the training keeps the processor for nearly all the time.
 */
final class Examples implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Examples.class);
    private static final double QUALITY = .85;
    private static final String NO_MODEL =
            "There is no model yet: the best so far is kept at an evaluation on validation"
                    + " data, the last one at the end.";

    private final RunFolder run;
    private final ModelSource source;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "rebox-examples");
        made.setDaemon(true);
        return made;
    });
    private Shown shown = new Shown(0, NO_MODEL, List.of());
    private String seen = "";
    private boolean busy;

    /**
     * What is there to be shown.
     *
     * @param version another one for other images
     * @param note what keeps images from being shown, empty where nothing does
     */
    record Shown(int version, String note, List<Image> images) {}

    /** @param jpeg the image with its detections, and dashed the annotated boxes */
    record Image(String name, String caption, byte[] jpeg) {}

    Examples(RunFolder run) {
        this.run = run;
        source = new ModelSource(run.path(), Device.CPU);
    }

    /** Those of the moment; others are made meanwhile if the model has changed. */
    synchronized Shown shown() {
        String state;
        try {
            state = source.state();
        } catch (DataException e) {
            return shown; // no model yet
        }
        if (!busy && !state.equals(seen)) {
            try {
                thread.execute(this::renew);
                busy = true;
                seen = state;
            } catch (RejectedExecutionException e) {
                return shown; // the server ends
            }
        }
        return shown;
    }

    /** The image of a version, if that is still the one shown. */
    synchronized Optional<byte[]> jpeg(int version, int index) {
        return version == shown.version && index >= 0 && index < shown.images.size()
                ? Optional.of(shown.images.get(index).jpeg)
                : Optional.empty();
    }

    private void renew() {
        List<Image> images = List.of();
        String note = "";
        try {
            images = look();
        } catch (ReboxException e) {
            note = "No examples: " + e.getMessage();
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            LOG.error("No examples", e);
            note = "No examples: the log of this program says why";
        }
        synchronized (this) {
            shown = new Shown(shown.version + 1, note, images);
            busy = false;
        }
    }

    private List<Image> look() {
        Dataset chosen = ExampleImages.of(ConfigReader.read(run.config()));
        try (ObjectDetector detector = source.open()) {
            Dataset truth = chosen.alignedTo(detector.labels());
            List<Image> images = new ArrayList<>();
            for (Example example : truth.examples()) {
                List<Detection> found = detector.detect(ImageDecoder.read(example)).stream()
                        .filter(d -> d.score() >= detector.leastScore(d.label()))
                        .toList();
                Snapshot snapshot = Snapshot.of(example, truth.labels());
                images.add(new Image(
                        example.id(),
                        found.size() + " found, " + example.annotations().size() + " annotated",
                        JpegData.bytes(snapshot.detections(found, example.annotations()), QUALITY)));
            }
            return images;
        }
    }

    /** Waits until what is being looked at is done. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
