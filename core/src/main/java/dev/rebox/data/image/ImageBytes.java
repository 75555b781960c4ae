package dev.rebox.data.image;

import dev.rebox.data.shard.TarMember;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The bytes of an image, wherever it lies: a file of its own, or a {@linkplain TarMember member of a TAR archive}. */
public final class ImageBytes {
    private ImageBytes() {}

    /** Whether there is such an image. */
    public static boolean exists(Path image) {
        return TarMember.of(image).map(TarMember::exists).orElseGet(() -> Files.isRegularFile(image));
    }

    /** Its length in bytes; 0 where there is none. */
    public static long length(Path image) {
        return TarMember.of(image).map(TarMember::length).orElseGet(() -> image.toFile()
                .length());
    }

    /** All its bytes. @throws IOException where it cannot be read, saying why */
    public static byte[] read(Path image) throws IOException {
        Optional<TarMember> member = TarMember.of(image);
        return member.isPresent() ? member.get().read() : Files.readAllBytes(image);
    }
}
