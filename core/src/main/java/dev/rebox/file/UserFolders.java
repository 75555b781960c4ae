package dev.rebox.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where files are kept that can be made anew, for users of every kind: some have no home ({@code docker run --user 12345} gives
 * Java the home {@code ?}), or one that cannot be written.
 */
public final class UserFolders {
    private UserFolders() {}

    /** {@code $XDG_CACHE_HOME}, else {@code .cache} at home, else a folder among the temporary files. */
    public static Path cache() {
        return cache(
                System.getenv(), System.getProperty("user.home", ""), System.getProperty("java.io.tmpdir", "/tmp"));
    }

    static Path cache(Map<String, String> environment, String home, String temporary) {
        String chosen = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!chosen.isBlank()) {
            return Path.of(chosen);
        }
        return isUsable(home)
                ? Path.of(home, ".cache")
                : Path.of(temporary, "rebox-" + environment.getOrDefault("USER", "cache"));
    }

    /** Whether the user's home is a folder that can be written. */
    public static boolean hasHome() {
        return isUsable(System.getProperty("user.home", ""));
    }

    private static boolean isUsable(String home) {
        return !home.isBlank() && !home.equals("?") && !home.equals("/") && Files.isWritable(Path.of(home));
    }
}
