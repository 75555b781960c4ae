package dev.rebox.serve.http;

import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. With a token: whoever sends it ({@code Authorization: Bearer ...}). Without: whoever is on this machine, and then
 * only by a name of this machine and from no page of another server: a web page can give its own name the address 127.0.0.1, or
 * send a form there, and have a browser ask.
 */
public final class AccessControl {
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String SCHEME = "bearer ";
    private static final int SHORTEST = 16;

    private final byte @Nullable [] expected;
    private final String host;

    private AccessControl(byte @Nullable [] expected, String host) {
        this.expected = expected;
        this.host = host.toLowerCase(Locale.ROOT);
    }

    /**
     * The access to a server that listens at {@code host}.
     *
     * @throws ConfigException where other machines reach it and there is no token, or the host is unknown
     * @throws DataException where the token's file cannot be read, or has none of at least 16 characters
     */
    public static AccessControl of(String host, Optional<Path> token) {
        if (token.isEmpty() && !isLoopback(host)) {
            throw new ConfigException(
                    "--host: " + host
                            + " can be reached from other machines: give --token FILE, a file with a secret that clients must send");
        }
        return new AccessControl(
                token.map(AccessControl::read).map(AccessControl::digest).orElse(null), host);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ConfigException("--host: '" + host + "' is not an address or a name of this machine");
        }
    }

    private static String read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": there is no such file with a token", e);
        } catch (IOException e) {
            throw new DataException(file + ": the token cannot be read: " + e.getMessage(), e);
        }
        String token = lines.isEmpty() ? "" : lines.get(0).strip();
        if (token.length() < SHORTEST || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new DataException(file + ": the first line must be a token of at least " + SHORTEST
                    + " letters, digits or signs without spaces; 'openssl rand -hex 32' makes one");
        }
        return token;
    }

    /** Tokens are compared by their digests, so that the time that takes tells neither their letters nor their length. */
    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Whether clients must send a token. */
    public boolean asksForToken() {
        return expected != null;
    }

    /** Lets a request pass. @throws RequestException (401, 403) where it may not */
    public void check(Context request) {
        if (expected == null) {
            String origin = request.header("Origin");
            if (!isOwn(request.header("Host")) || (origin != null && !isOwn(origin.replaceFirst("^https?://", "")))) {
                throw new RequestException(
                        403,
                        "this server answers to localhost only; to reach it by another name, or from a page of another"
                                + " server, start it with --token FILE");
            }
            return;
        }
        String sent = request.header("Authorization");
        boolean known = sent != null
                && sent.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(digest(sent.substring(SCHEME.length()).strip()), expected);
        if (!known) {
            request.header("WWW-Authenticate", "Bearer");
            throw new RequestException(401, "the token is missing or wrong: send it as 'Authorization: Bearer TOKEN'");
        }
    }

    /** Whether a host, with or without a port, is this server's. */
    private boolean isOwn(@Nullable String hostAndPort) {
        String name = hostAndPort == null
                ? ""
                : hostAndPort.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
        return OWN_NAMES.contains(name) || name.equals(host);
    }
}
