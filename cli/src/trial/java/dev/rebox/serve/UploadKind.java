package dev.rebox.serve;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** What clients send, and how the server may answer; it may also say that it is full (503). */
enum UploadKind {
    GOOD(Set.of(200)),
    SLOW(Set.of(200)),
    /** Small, and 24 million pixels when it is decoded, which is allowed. */
    LARGE(Set.of(200)),
    /** A header that says 60,000 x 60,000. */
    BOMB(Set.of(413)),
    TRUNCATED(Set.of(400)),
    EMPTY(Set.of(400)),
    TEXT(Set.of(400)),
    WRONG_TYPE(Set.of(400)),
    DAMAGED_FORM(Set.of(400)),
    NOT_JSON(Set.of(400)),
    TOO_LONG(Set.of(413)),
    LONG_HEADER(Set.of(431)),
    NOT_HTTP(Set.of(400)),
    /** Sends a part and then nothing. */
    STALLED(Set.of(408)),
    /** Hangs up in the middle: there is nobody to answer. */
    CUT(Set.of(0));

    private static final int PAUSE_MILLISECONDS = 150;

    private final Set<Integer> answers;

    UploadKind(Set<Integer> answers) {
        this.answers = answers;
    }

    boolean mayBe(int status) {
        return answers.contains(status) || status == 503;
    }

    /** Sends one and returns the status, 0 where nothing is answered. @param image a whole image file */
    int send(URI server, byte[] image, byte[] large) throws IOException, InterruptedException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            switch (this) {
                case GOOD -> post(out, "image/jpeg", image);
                case LARGE -> post(out, "image/png", large);
                case BOMB -> post(out, "image/png", bomb(60_000));
                case TRUNCATED -> post(out, "image/jpeg", Arrays.copyOf(image, image.length / 3));
                case EMPTY -> post(out, "image/jpeg", new byte[0]);
                case TEXT -> post(out, "image/jpeg", ascii("<html>I am not an image</html>"));
                case WRONG_TYPE -> post(out, "image/png", ascii("%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n<<>>\nendobj\n"));
                case DAMAGED_FORM ->
                    post(out, "multipart/form-data; boundary=XyZ", ascii("--XyZ\r\nContent-Disposition: form"));
                case NOT_JSON -> head(out, "/v2/models/model/infer", "application/json", "Content-Length: 9")
                        .write(ascii("{\"inputs\":"), 0, 9);
                case TOO_LONG -> head(out, "/detect", "image/png", "Content-Length: 900000000");
                case LONG_HEADER -> head(out, "/detect", "image/png", "X-Long: " + "a".repeat(20_000));
                case NOT_HTTP -> out.write(ascii("\u0016\u0003\u0001\u0002 hello there\r\n\r\n"));
                case SLOW, STALLED, CUT -> slowly(out, image);
            }
            out.flush();
            return this == CUT ? 0 : status(socket.getInputStream());
        } catch (SocketException e) {
            // A server that refuses an upload need not read it to its end.
            if (this == TOO_LONG || this == LONG_HEADER || this == NOT_HTTP) {
                return answers.iterator().next();
            }
            throw e;
        }
    }

    private static void post(OutputStream out, String type, byte[] body) throws IOException {
        head(out, "/detect?threshold=0.05&name=image.jpg", type, "Content-Length: " + body.length)
                .write(body);
    }

    private static OutputStream head(OutputStream out, String address, String type, String header) throws IOException {
        out.write(ascii("POST " + address + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n" + header
                + "\r\nConnection: close\r\n\r\n"));
        return out;
    }

    private void slowly(OutputStream out, byte[] image) throws IOException, InterruptedException {
        head(out, "/detect?threshold=0.05&name=image.jpg", "image/jpeg", "Content-Length: " + image.length);
        int pieces = 8;
        int sent = this == SLOW ? pieces : pieces / 2;
        for (int i = 0; i < sent; i++) {
            int from = image.length * i / pieces;
            out.write(image, from, image.length * (i + 1) / pieces - from);
            out.flush();
            Thread.sleep(PAUSE_MILLISECONDS);
        }
    }

    /** Of an answer's first line; 0 where there is none. */
    private static int status(InputStream in) throws IOException {
        byte[] all = in.readAllBytes();
        String first = new String(all, 0, Math.min(12, all.length), StandardCharsets.ISO_8859_1);
        return first.matches("HTTP/1.1 \\d{3}") ? Integer.parseInt(first.substring(9)) : 0;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A PNG that is a header and little more. */
    private static byte[] bomb(int side) throws IOException {
        byte[] png = png(4);
        for (int i = 0; i < 4; i++) {
            png[16 + i] = (byte) (side >> 8 * (3 - i));
            png[20 + i] = (byte) (side >> 8 * (3 - i));
        }
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        for (int i = 0; i < 4; i++) {
            png[29 + i] = (byte) (sum.getValue() >> 8 * (3 - i));
        }
        return png;
    }

    /** A black square. */
    static byte[] png(int side) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY), "png", bytes);
        return bytes.toByteArray();
    }
}
