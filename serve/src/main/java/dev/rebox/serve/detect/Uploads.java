package dev.rebox.serve.detect;

import dev.rebox.serve.http.RequestException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** The images in a body: the body itself, or the files of a form ({@code multipart/form-data}), all in memory. */
public final class Uploads {
    private static final int MOST_PARTS = 1000;

    private Uploads() {}

    /**
     * What was sent.
     *
     * @param contentType as the request says; only that of a form matters, images tell their kind themselves
     * @param name of an image that is the body itself
     * @throws RequestException (400) where a form is damaged or has no file
     */
    public static List<Upload> of(byte[] body, @Nullable String contentType, String name) {
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            return List.of(new Upload(name, body));
        }
        String boundary = MultiPart.extractBoundary(contentType);
        if (boundary == null) {
            throw new RequestException(400, "the form names no boundary in its Content-Type");
        }
        Form form = new Form();
        MultiPart.Parser parser = new MultiPart.Parser(boundary, form);
        parser.setMaxParts(MOST_PARTS);
        try {
            parser.parse(Content.Chunk.from(ByteBuffer.wrap(body), true));
        } catch (RuntimeException e) {
            form.onFailure(e);
        }
        if (form.failed || !form.complete) {
            throw new RequestException(400, "the form (multipart/form-data) is damaged or cut off");
        }
        if (form.images.isEmpty()) {
            throw new RequestException(
                    400, "the form holds no file: send at least one, e.g. curl -F image=@street.jpg");
        }
        return form.images;
    }

    /** Collects the files of a form. */
    private static final class Form extends MultiPart.AbstractPartsListener {
        private final List<Upload> images = new ArrayList<>();
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private boolean complete;
        private boolean failed;

        @Override
        public void onPartBegin() {
            content.reset();
        }

        @Override
        public void onPartContent(Content.Chunk chunk) {
            ByteBuffer piece = chunk.getByteBuffer().slice();
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            content.writeBytes(bytes);
        }

        @Override
        public void onPart(@Nullable String name, @Nullable String fileName, HttpFields headers) {
            if (fileName == null) {
                throw new RequestException(
                        400,
                        "the part '" + name + "' of the form is not a file: settings stand in the address, as in"
                                + " /detect?threshold=0.3");
            }
            // Names come as the bytes of UTF-8, and headers are read as if each byte were a letter.
            byte[] letters = fileName.getBytes(StandardCharsets.ISO_8859_1);
            boolean bytesOnly = new String(letters, StandardCharsets.ISO_8859_1).equals(fileName);
            String decoded = bytesOnly ? new String(letters, StandardCharsets.UTF_8) : fileName;
            images.add(new Upload(decoded.indexOf('\uFFFD') < 0 ? decoded : fileName, content.toByteArray()));
        }

        @Override
        public void onComplete() {
            complete = true;
        }

        @Override
        public void onFailure(Throwable failure) {
            if (failure instanceof RequestException known) {
                throw known;
            }
            failed = true;
        }
    }
}
