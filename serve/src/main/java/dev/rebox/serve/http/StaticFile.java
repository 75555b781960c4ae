package dev.rebox.serve.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A file of the program itself, read once: pages are served from the jar and never from the disk.
 *
 * @param contentType of HTTP
 */
public record StaticFile(String contentType, byte[] bytes) {
    /** A page may load what this server has, and nothing else; {@code blob:} and {@code data:} are images of the page's own. */
    private static final String POLICY = "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** A resource beside a class. */
    public static StaticFile beside(Class<?> place, String name, String contentType) {
        try (InputStream in = place.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return new StaticFile(contentType, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** ErrorResponses with it. */
    public void send(Context request) {
        request.header("Content-Security-Policy", POLICY);
        request.header("Cache-Control", "no-cache");
        request.contentType(contentType).result(bytes);
    }
}
