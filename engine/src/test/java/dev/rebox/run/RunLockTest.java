package dev.rebox.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.ReboxException;
import dev.rebox.file.ProcessLock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    Path folder;

    @Test
    void aFolderIsTakenOnce() {
        RunFolder run = new RunFolder(folder.resolve("run"));
        try (ProcessLock lock = RunLock.take(run)) {
            assertThatThrownBy(() -> RunLock.take(run))
                    .isInstanceOf(ReboxException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + " is training into it");
        }
        RunLock.take(run).close();
    }
}
