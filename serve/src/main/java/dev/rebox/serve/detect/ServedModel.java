package dev.rebox.serve.detect;

import dev.rebox.ObjectDetector;

/**
 * The detector in use, which another may replace at any time: a request keeps the one that it began with, and a detector is freed
 * when the last request that uses it has its answer.
 */
public final class ServedModel implements AutoCloseable {
    private Version current;
    private boolean closed;

    public ServedModel(ObjectDetector first) {
        current = new Version(first, 1);
    }

    /** A detector with the number of those that use it, the server itself being one. */
    private static final class Version {
        private final ObjectDetector detector;
        private final int number;
        private int users = 1;

        Version(ObjectDetector detector, int number) {
            this.detector = detector;
            this.number = number;
        }
    }

    /** The right to use a detector until it is closed. */
    public final class Lease implements AutoCloseable {
        private final Version version;
        private boolean open = true;

        private Lease(Version version) {
            this.version = version;
        }

        public ObjectDetector detector() {
            return version.detector;
        }

        /** 1 for the first model, one more for each that replaced it. */
        public int number() {
            return version.number;
        }

        /** Another lease of the same detector, for a work that may outlive this one. @throws IllegalStateException if it is closed */
        Lease again() {
            synchronized (ServedModel.this) {
                if (!open) {
                    throw new IllegalStateException("nobody waits for this any more");
                }
                version.users++;
                return new Lease(version);
            }
        }

        @Override
        public void close() {
            synchronized (ServedModel.this) {
                if (!open) {
                    return;
                }
                open = false;
            }
            release(version);
        }
    }

    /** The detector of this moment, until the lease is closed. @throws IllegalStateException after the end */
    public synchronized Lease lease() {
        if (closed) {
            throw new IllegalStateException("the server has ended");
        }
        current.users++;
        return new Lease(current);
    }

    /** Requests from now on use another detector; after the end it is freed at once. @return whether it is used */
    boolean replace(ObjectDetector next) {
        Version unused;
        synchronized (this) {
            Version replacement = new Version(next, current.number + 1);
            unused = closed ? replacement : current;
            current = closed ? current : replacement;
        }
        release(unused);
        return unused.detector != next;
    }

    private void release(Version version) {
        synchronized (this) {
            if (--version.users > 0) {
                return;
            }
        }
        version.detector.close();
    }

    /** Frees the detector when nobody uses it any more. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        release(current);
    }
}
