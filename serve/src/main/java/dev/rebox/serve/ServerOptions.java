package dev.rebox.serve;

import dev.rebox.error.ConfigException;
import dev.rebox.serve.http.HttpServer;
import dev.rebox.serve.http.Limits;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a detector is served.
 *
 * @param host the address to listen at; one that other machines reach needs a token
 * @param port 0 takes a free one
 * @param workers images that are looked at side by side
 * @param queue images that may wait for a worker
 * @param token a file whose first line every request must know; none: everybody who reaches the server may ask
 * @param name of the model in the Open Inference Protocol; none: that of the run folder or file
 */
public record ServerOptions(
        String host, int port, int workers, int queue, Limits limits, Optional<Path> token, Optional<String> name) {
    private static final int MOST_WAITING = 100_000;

    public ServerOptions {
        HttpServer.checkPort(port);
        if (workers < 1) {
            throw new ConfigException("--threads: " + workers + " is less than 1");
        }
        if (queue < 0 || queue > MOST_WAITING) {
            throw new ConfigException("--queue: " + queue + " is not between 0 and " + MOST_WAITING);
        }
        name.filter(given -> !given.matches("[A-Za-z0-9._-]+")).ifPresent(given -> {
            throw new ConfigException(
                    "--name: '" + given + "' must be letters, digits, '.', '_' and '-', for it stands in addresses");
        });
    }

    /** On this machine only, for whoever is on it. */
    public static ServerOptions local(int port, int workers) {
        return new ServerOptions(
                "127.0.0.1", port, workers, 16 * workers, Limits.STANDARD, Optional.empty(), Optional.empty());
    }
}
