package dev.rebox.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessLeftIsCleanedAway() throws IOException {
        RunFolder run = new RunFolder(folder);
        Files.createDirectories(run.checkpoints());
        Path stray = Files.writeString(run.checkpoints().resolve(".step-000000004.safetensors.part"), "half");
        Path other = Files.writeString(folder.resolve(".config.yaml.part"), "half");
        Path kept = Files.writeString(folder.resolve("notes.part"), "the user's own");
        run.clean();
        assertThat(stray).doesNotExist();
        assertThat(other).doesNotExist();
        assertThat(kept).exists();
    }
}
