package dev.rebox.data.convert;

import dev.rebox.data.Example;
import dev.rebox.data.ImageFiles;
import dev.rebox.data.image.ImageBytes;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Image files in a new data set: linked, or copied where that cannot be; each under a name that no other one has. */
final class ImageCopies {
    private final Path out;
    private final Map<String, Path> done = new HashMap<>();
    private final Set<String> stems = new HashSet<>();

    ImageCopies(Path out) {
        this.out = out;
    }

    /** @return where it lies now @throws DataException if there is no such image */
    Path copy(Example example, Path folder) {
        Path source = example.image();
        return done.computeIfAbsent(folder + "|" + source, any -> {
            if (!ImageBytes.exists(source)) {
                throw new DataException("there is no image " + source);
            }
            Path target = out.resolve(folder).resolve(name(source));
            try {
                Files.createDirectories(target.resolveSibling(""));
                link(source, target);
            } catch (IOException e) {
                throw new DataException(target + ": cannot be written: " + e.getMessage(), e);
            }
            return target;
        });
    }

    private static void link(Path source, Path target) throws IOException {
        if (!Files.exists(source)) { // an image in an archive
            Files.write(target, ImageBytes.read(source));
            return;
        }
        try {
            Files.createLink(target, source.toRealPath());
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(source, target);
        }
    }

    /** Labels are named after images without their endings, so that these must differ. */
    private String name(Path source) {
        String name = source.getFileName().toString();
        String stem = ImageFiles.stem(source);
        String ending = name.substring(stem.length());
        for (int i = 2; !stems.add(stem); i++) {
            stem = ImageFiles.stem(source) + "-" + i;
        }
        return stem + ending;
    }
}
