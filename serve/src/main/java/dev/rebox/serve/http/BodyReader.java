package dev.rebox.serve.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Reads bodies of requests into memory: of one request no more than is allowed, and of all that are under way no more than that
 * together. Room is taken as bytes arrive, so that who announces much and sends little takes no more than was sent.
 */
public final class BodyReader {
    private static final int PIECE = 1 << 16;

    private final Limits limits;
    private final Semaphore pieces;

    public BodyReader(Limits limits) {
        this.limits = limits;
        pieces = new Semaphore((int) Math.max(1, limits.allBodiesBytes() / PIECE));
    }

    /** A body; its room is free again when it is closed. */
    public final class Body implements AutoCloseable {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int taken;

        private void add(byte[] piece, int length) {
            if (bytes.size() + length > (long) taken * PIECE) {
                if (!pieces.tryAcquire()) {
                    throw RequestException.busy("the server holds as many uploads as it can: try again", 1);
                }
                taken++;
            }
            bytes.write(piece, 0, length);
        }

        /** All of it. */
        public byte[] bytes() {
            return bytes.toByteArray();
        }

        @Override
        public void close() {
            pieces.release(taken);
            taken = 0;
        }
    }

    /**
     * Reads a body.
     *
     * @throws RequestException where it is too long (413), too slow (408), cut off (400), or there is no room (503)
     */
    public Body read(HttpServletRequest request, Deadline deadline) {
        if (request.getContentLengthLong() > limits.bodyBytes()) {
            throw tooLong();
        }
        Body body = new Body();
        try {
            InputStream in = request.getInputStream();
            byte[] piece = new byte[PIECE];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                if (body.bytes.size() + n > limits.bodyBytes()) {
                    throw tooLong();
                }
                if (deadline.left().isNegative()) {
                    throw new RequestException(
                            408, "the upload took longer than " + seconds(limits.time()) + " seconds: send it faster");
                }
                body.add(piece, n);
            }
            return body;
        } catch (IOException e) {
            body.close();
            throw new RequestException(400, "the upload was cut off");
        } catch (RuntimeException e) {
            body.close();
            throw e;
        }
    }

    private static long seconds(Duration time) {
        return time.toSeconds();
    }

    private RequestException tooLong() {
        return new RequestException(
                413,
                "the body is longer than " + limits.bodyBytes() / 1_000_000
                        + " MB: send a smaller image or fewer, or start the server with a larger --max-body");
    }
}
