package dev.rebox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.data.Problem.Kind;
import dev.rebox.error.DataException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static final Path FILE = Path.of("sets", "a.xml");

    @Test
    void oneLineSaysWhereWhichImageAndWhat() {
        assertThat(Problem.error("7", Origin.of(FILE, 3), Kind.BOX_OUTSIDE, "it is out"))
                .hasToString(FILE + ":3: image 7: it is out");
        assertThat(Problem.error("7", Origin.of(FILE), Kind.BOX_OUTSIDE, "it is out"))
                .hasToString(FILE + ": image 7: it is out");
        assertThat(Problem.warning(null, Origin.NONE, Kind.FEW_BOXES, "too few"))
                .hasToString("too few");
    }

    @Test
    void theFilesOwnNumberOfAnAnnotationIsTold() {
        assertThat(Problem.error("7", new Origin(FILE, 3, 0), Kind.UNKNOWN_CLASS, "no class"))
                .hasToString(FILE + ":3: image 7: annotation 0: no class");
        assertThat(new Origin(FILE, 0, 12)).hasToString(FILE + " (annotation 12)");
        assertThat(Origin.NONE).hasToString("");
    }

    @Test
    void onlyAnErrorStopsAReaderThatWantsSoundFiles() {
        Problem warning = Problem.warning("7", Origin.of(FILE), Kind.CROWD, "a crowd");
        assertThatCode(warning::orThrow).doesNotThrowAnyException();
        Problem error = Problem.error("7", Origin.of(FILE), Kind.MISSING_IMAGE, "no image");
        assertThatThrownBy(error::orThrow).isInstanceOf(DataException.class).hasMessage(error.toString());
    }

    @Test
    void anAnnotationFileThatCannotBeReadIsAProblemOfItsImage() {
        AnnotationException e = new AnnotationException(Origin.of(FILE, 9), "it ends too early");
        assertThat(e).hasMessage(FILE + ":9: it ends too early");
        assertThat(e.asProblem("7"))
                .isEqualTo(Problem.error("7", Origin.of(FILE, 9), Kind.UNREADABLE_ANNOTATION, "it ends too early"));
    }

    @Test
    void kindsArePrintedInSmallLettersWithHyphens() {
        assertThat(Kind.IMAGE_IN_TWO_SPLITS).hasToString("image-in-two-splits");
        assertThat(Problem.Severity.WARNING).hasToString("warning");
    }
}
