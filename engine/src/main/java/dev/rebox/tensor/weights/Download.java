package dev.rebox.tensor.weights;

import dev.rebox.error.ReboxException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one file. What has arrived stays in a {@code .part} file beside the target, from which the next attempt goes on;
 * the target itself appears whole and verified, or not at all.
 */
public class Download {
    private static final int ATTEMPTS = 4;
    private static final int BUFFER = 1 << 16;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI url;
    private final Path target;
    private final Path part;
    private final String sha256;
    private LongConsumer progress = bytes -> {};

    /** @param sha256 the first hexadecimal digits of the file's SHA-256, or null if it cannot be verified */
    public Download(URI url, Path target, String sha256) {
        this.url = url;
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.sha256 = sha256;
    }

    /** Is told now and then how many bytes are there. */
    public Download progress(LongConsumer listener) {
        progress = listener;
        return this;
    }

    /**
     * Fetches the file, unless it is there already.
     *
     * @return where it is
     * @throws ReboxException saying what to fetch by other means and where to put it, if it cannot be had
     */
    public Path fetch() {
        if (Files.isRegularFile(target)) {
            verify(target);
            return target;
        }
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            boolean resumed = receive();
            try {
                verify(part);
            } catch (ReboxException e) {
                Files.deleteIfExists(part);
                if (!resumed) {
                    throw e;
                }
                // What was left of an earlier attempt may have been of another version: once more from the start.
                receive();
                verify(part);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return target;
        } catch (IOException e) {
            throw new ReboxException(part + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /** Receives until the part is whole. @return whether it began with what an earlier attempt had left */
    private boolean receive() throws IOException {
        boolean resumed = received() > 0;
        IOException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                HttpClient client = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(PATIENCE)
                        .build();
                if (receive(client)) {
                    return resumed;
                }
            } catch (ConnectException | HttpTimeoutException e) {
                throw unreachable("there is no connection", e);
            } catch (BrokenConnection e) {
                last = e.getCause();
            }
        }
        throw unreachable(
                "the connection broke " + ATTEMPTS + " times, the last time after " + received() + " bytes", last);
    }

    /** One request. @return whether the part is whole now */
    private boolean receive(HttpClient client) throws IOException, BrokenConnection {
        long from = received();
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(PATIENCE);
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        HttpResponse<InputStream> response = send(client, request.build());
        try (InputStream body = response.body()) {
            if (response.statusCode() == RANGE_NOT_SATISFIABLE) {
                // Nothing comes after what is there: either it is all, or it is of another file, as its hash will tell.
                return true;
            }
            boolean goesOn = response.statusCode() == PARTIAL_CONTENT;
            if (response.statusCode() != 200 && !goesOn) {
                throw unreachable("the server answers with status " + response.statusCode(), null);
            }
            long start = goesOn ? from : 0;
            long expected =
                    response.headers().firstValueAsLong("Content-Length").orElse(-1);
            if (expected > usableSpace()) {
                throw new ReboxException(part.toAbsolutePath().getParent() + ": no space for " + target.getFileName()
                        + ": it needs " + expected + " bytes more, and " + usableSpace() + " are free");
            }
            copy(body, start);
            return expected < 0 || received() == start + expected;
        }
    }

    private HttpResponse<InputStream> send(HttpClient client, HttpRequest request)
            throws IOException, BrokenConnection {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReboxException(url + ": the download was interrupted", e);
        } catch (ConnectException | HttpTimeoutException e) {
            throw e;
        } catch (IOException e) {
            throw new BrokenConnection(e);
        }
    }

    private void copy(InputStream body, long start) throws IOException, BrokenConnection {
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.truncate(start).position(start);
            byte[] buffer = new byte[BUFFER];
            for (int got = read(body, buffer); got >= 0; got = read(body, buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, got);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                progress.accept(file.position());
            }
            file.force(true);
        }
    }

    private static int read(InputStream body, byte[] buffer) throws BrokenConnection {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new BrokenConnection(e);
        }
    }

    /** Bytes that may still be written; tests have less. */
    long usableSpace() throws IOException {
        return Files.getFileStore(part.toAbsolutePath().getParent()).getUsableSpace();
    }

    private long received() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private void verify(Path file) {
        if (sha256 == null) {
            return;
        }
        String found = sha256(file);
        if (!found.startsWith(sha256)) {
            throw new ReboxException(file + ": is not what " + url + " should be: its SHA-256 begins with "
                    + found.substring(0, sha256.length()) + ", not " + sha256 + ". Delete it and fetch it again");
        }
    }

    /** The SHA-256 of a file in hexadecimal digits. */
    public static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                digest.update(buffer, 0, got);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private ReboxException unreachable(String why, @Nullable Exception cause) {
        return new ReboxException(
                url + ": cannot be fetched, " + why + ". Fetch it by other means and put it at "
                        + target.toAbsolutePath(),
                cause);
    }

    /** The other side went away; another attempt may go on. */
    private static final class BrokenConnection extends Exception {
        BrokenConnection(IOException cause) {
            super(cause);
        }

        @Override
        public synchronized @Nullable IOException getCause() {
            return (IOException) super.getCause();
        }
    }
}
