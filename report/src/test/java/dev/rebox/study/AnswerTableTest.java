package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.report.ReadHtml;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTableTest {
    private final AnswerTable table = new AnswerTable(
            "mAP", "In percent.", List.of("arm", "all|some"), List.of(List.of("a|b", "40.0 ± 1.0"), List.of("c", "-")));

    @Test
    void barsInCellsDoNotEndThemInMarkdown() {
        assertThat(table.markdown()).isEqualTo("""
                ## mAP

                In percent.

                | arm | all\\|some |
                |---|---|
                | a\\|b | 40.0 ± 1.0 |
                | c | - |
                """);
    }

    @Test
    void htmlHasTheSameCellsAndTheSentenceBelow() throws Exception {
        ReadHtml html = ReadHtml.of(table.html());
        assertThat(html.rows())
                .containsExactly(List.of("arm", "all|some"), List.of("a|b", "40.0 ± 1.0"), List.of("c", "-"));
        assertThat(html.attributes("th", "class")).containsExactly("word", "figure");
        assertThat(html.texts("p")).containsExactly("In percent.");
    }
}
