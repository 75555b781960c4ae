package dev.rebox.serve.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/**
 * Reads bodies of requests into memory: of one request no more than is allowed, and of all that are under way no more than that
 * together. Room is taken as bytes arrive, so that who announces much and sends little takes no more than was sent.
 */
public final class BodyReader {
    private static final int PIECE = 1 << 16;

    private final Limits limits;
    private final Semaphore room;

    public BodyReader(Limits limits) {
        this.limits = limits;
        room = new Semaphore((int) Math.max(1, limits.allBodiesBytes() / PIECE));
    }

    /** A body; its room is free again when it is closed. */
    public final class Body implements AutoCloseable {
        private final byte[] bytes;
        private int taken;

        private Body(byte[] bytes, int taken) {
            this.bytes = bytes;
            this.taken = taken;
        }

        /** All of it; not copied. */
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public void close() {
            room.release(taken);
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
        List<byte[]> pieces = new ArrayList<>();
        boolean read = false;
        try {
            Body body = new Body(join(pieces, fill(pieces, request.getInputStream(), deadline)), pieces.size());
            read = true;
            return body;
        } catch (IOException e) {
            throw e.getCause() instanceof TimeoutException
                    ? tooSlow()
                    : new RequestException(400, "the upload was cut off");
        } finally {
            if (!read) {
                room.release(pieces.size());
            }
        }
    }

    /** Reads into pieces, each of which has taken its room. @return the length */
    private int fill(List<byte[]> pieces, InputStream in, Deadline deadline) throws IOException {
        int length = 0;
        while (true) {
            int used = length % PIECE;
            if (used == 0 && pieces.size() * (long) PIECE == length) {
                if (!room.tryAcquire()) {
                    throw RequestException.busy("the server holds as many uploads as it can: try again", 1);
                }
                pieces.add(new byte[PIECE]);
            }
            int n = in.read(pieces.get(pieces.size() - 1), used, PIECE - used);
            if (n < 0) {
                return length;
            }
            length += n;
            if (length > limits.bodyBytes()) {
                throw tooLong();
            }
            if (deadline.left().isNegative()) {
                throw tooSlow();
            }
        }
    }

    private static byte[] join(List<byte[]> pieces, int length) {
        byte[] bytes = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            int count = Math.min(PIECE, length - at);
            System.arraycopy(piece, 0, bytes, at, count);
            at += count;
        }
        return bytes;
    }

    private RequestException tooSlow() {
        return new RequestException(
                408,
                "the upload took longer than " + limits.time().toSeconds() + " seconds: send it faster, or start the"
                        + " server with a larger --time-limit");
    }

    private RequestException tooLong() {
        return new RequestException(
                413,
                "the body is longer than " + limits.bodyBytes() / 1_000_000
                        + " MB: send a smaller image or fewer, or start the server with a larger --max-body");
    }
}
