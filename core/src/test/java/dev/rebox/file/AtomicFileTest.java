package dev.rebox.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.ReboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void theNewContentTakesTheOldOnesPlaceAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("new/notes.txt");
        AtomicFile.write(file, "old");
        AtomicFile.write(file, out -> {
            out.write("new".getBytes());
            out.close();
        });
        assertThat(file).hasContent("new");
        assertThat(file.getParent()).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void whatFailsHalfwayLeavesTheOldFileAlone() {
        Path file = folder.resolve("notes.txt");
        AtomicFile.write(file, "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("no space left");
                }))
                .isInstanceOf(ReboxException.class)
                .hasMessage(file + ": cannot be written: no space left.");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void aFileThatCannotBeOpenedIsNamed() throws IOException {
        Path file = folder.resolve("metrics.json");
        AtomicFile.write(file, "old");
        Files.createDirectories(folder.resolve(".metrics.json.part/in the way"));
        assertThatThrownBy(() -> AtomicFile.write(file, "new"))
                .isInstanceOf(ReboxException.class)
                .hasMessageContaining("metrics.json: cannot be written");
        assertThat(file).hasContent("old");
    }
}
