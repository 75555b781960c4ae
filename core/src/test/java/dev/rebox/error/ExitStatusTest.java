package dev.rebox.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.AnnotationException;
import dev.rebox.data.Origin;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The statuses that the readme promises to scripts. */
class ExitStatusTest {
    @Test
    void wrongUsageIsTwoUnusableDataThreeAndAnythingElseOne() {
        Exception cause = new Exception("why");
        List<ReboxException> all = List.of(
                new ReboxException("x"),
                new ConfigException("x", cause),
                new DataException("x", cause),
                new AnnotationException(Origin.of(Path.of("a.xml"), 7), "x", cause));
        assertThat(all).extracting(ReboxException::exitStatus).containsExactly(1, 2, 3, 3);
        assertThat(all.subList(1, 4)).allSatisfy(e -> assertThat(e).hasCause(cause));
    }
}
