package dev.rebox.tensor.weights;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.error.ConfigException;
import dev.rebox.error.Nearest;
import dev.rebox.file.UserFolders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Weights that anybody may fetch.
 *
 * @param name what to ask for
 * @param backbone the network they are of
 * @param file their name in the cache
 * @param url where they are
 * @param sha256 the first digits of the file's SHA-256, as far as its publisher tells them; null where he does not
 * @param about who made them, on what
 * @param megabytes the file's size, about
 */
public record PublicWeights(
        String name, String backbone, String file, URI url, String sha256, String about, int megabytes) {
    private static final String TABLE = "public-weights.json";

    /** The whole table. */
    public static List<PublicWeights> all() {
        try (InputStream in = PublicWeights.class.getResourceAsStream(TABLE)) {
            return new ObjectMapper().readValue(in, new TypeReference<List<PublicWeights>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws ConfigException naming the nearest one if there are no such weights */
    public static PublicWeights named(String name) {
        List<PublicWeights> all = all();
        return all.stream()
                .filter(weights -> weights.name.equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names = all.stream().map(PublicWeights::name).toList();
                    return new ConfigException("no address is known for weights '" + name + "'."
                            + Nearest.hint(name, names) + " Known are " + String.join(", ", names));
                });
    }

    /** {@code $REBOX_CACHE}, or {@code rebox} in the user's cache, see {@link UserFolders}. */
    public static Path cache() {
        String chosen = System.getenv("REBOX_CACHE");
        return chosen == null || chosen.isBlank() ? UserFolders.cache().resolve("rebox") : Path.of(chosen);
    }

    /** The download of this file into a folder. */
    public Download into(Path folder) {
        return new Download(url, folder.resolve(file), sha256);
    }
}
