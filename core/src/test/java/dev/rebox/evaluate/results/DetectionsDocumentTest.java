package dev.rebox.evaluate.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.LabelMap;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionsDocumentTest {
    private static final LabelMap LABELS = new LabelMap(List.of("cat", "dog"), List.of(5L, 90L));
    private final DetectionsDocument document = new DetectionsDocument();

    @Test
    void anEntryIsACocoResultWithNames() throws JsonProcessingException {
        document.add(Path.of("000012.jpg"), List.of(new Detection(new Box(1, 2, 4, 7.5), 2, .75)), LABELS);
        assertThat(new ObjectMapper().writeValueAsString(document.entries()))
                .isEqualTo("[{\"image_id\":12,\"file_name\":\"000012.jpg\",\"category_id\":90,\"category\":\"dog\","
                        + "\"bbox\":[1.0,2.0,3.0,5.5],\"score\":0.75}]");
    }

    @ParameterizedTest
    @CsvSource({
        "7.png, 7",
        "photos/0042.jpg, 42",
        "123456789012345678.jpg, 123456789012345678",
        "street.jpg, street",
        "-3.jpg, -3",
        "2024_1.jpg, 2024_1"
    })
    void aFilesNameIsItsId(String file, String id) {
        document.add(Path.of(file), List.of(new Detection(new Box(0, 0, 1, 1), 1, 1)), LABELS);
        assertThat(document.entries().get(0).imageId()).hasToString(id);
    }

    @Test
    void numbersTooLongForANumberStayText() {
        String digits = "1234567890123456789012";
        document.add(Path.of(digits + ".jpg"), List.of(new Detection(new Box(0, 0, 1, 1), 1, 1)), LABELS);
        document.add(Path.of("3.jpg"), List.of(new Detection(new Box(0, 0, 1, 1), 1, 1)), LABELS);
        assertThat(document.entries())
                .extracting(DetectionsDocument.Entry::imageId)
                .containsExactly(digits, 3L);
    }
}
