package dev.rebox.serve.detect;

import dev.rebox.ObjectDetector;
import dev.rebox.error.ReboxException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the served model when its files change. (A request that replaces it would let whoever reaches the server decide what it
 * runs; who may write the file may decide that already, and training writes it whole.) A file that is still being copied is
 * awaited; one that cannot be loaded leaves the old model at work.
 */
public final class ModelWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);

    private final ModelSource source;
    private final ServedModel served;
    private final ServerMetrics metrics;
    private final ScheduledExecutorService timer;
    private String known;
    private String seen;

    /** @param every at a change the files must stay as they are for this long */
    public ModelWatch(ModelSource source, String known, ServedModel served, ServerMetrics metrics, Duration every) {
        this.source = source;
        this.known = known;
        this.seen = known;
        this.served = served;
        this.metrics = metrics;
        timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "rebox-model-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            String now;
            try {
                now = source.state();
            } catch (ReboxException e) {
                return; // there is no model just now: nothing to change to
            }
            boolean still = now.equals(seen);
            seen = now;
            if (!still || now.equals(known)) {
                return;
            }
            known = now;
            ObjectDetector next = source.open();
            if (served.replace(next)) {
                metrics.modelReplaced(true);
                LOG.info("{}: a new model, in use from now on", source.path());
            }
        } catch (ReboxException e) {
            metrics.modelReplaced(false);
            LOG.warn("{}; the model before it stays in use", e.getMessage());
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            // What is thrown would end the watch without a word.
            metrics.modelReplaced(false);
            LOG.error("{}: the new model cannot be loaded; the one before it stays in use", source.path(), e);
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
