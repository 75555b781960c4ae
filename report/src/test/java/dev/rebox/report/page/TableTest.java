package dev.rebox.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.report.ReadHtml;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsOfFiguresAreMarkedAndLoseTheirSign() {
        String html = new Table("class", "#AP")
                .row()
                .word("a < b")
                .figure(3)
                .end()
                .html()
                .toString();
        assertThat(html)
                .contains("<th class=\"word\">class</th>", "<th class=\"figure\">AP</th>")
                .contains("<td class=\"word\">a &lt; b</td>", "<td class=\"figure\">3</td>");
    }

    @Test
    void anExplanationStandsBelowItsWord() throws Exception {
        ReadHtml table = ReadHtml.of(
                new Table("error").row().word("Missed", "not found").end().html());
        assertThat(table.texts("td")).containsExactly("Missednot found");
        assertThat(table.texts("small")).containsExactly("not found");
    }

    @Test
    void aBarIsAsWideAsItsShareAndNeverLeavesItsCell() throws Exception {
        Table table = new Table("#AP");
        for (double share : new double[] {.256, 0, 2, -1, Double.NaN}) {
            table.row().bar("x", share, 5).end();
        }
        assertThat(ReadHtml.of(table.html()).attributes("i", "style"))
                .containsExactly(
                        "width:25.6%;background:var(--line5)",
                        "width:0.0%;background:var(--line5)",
                        "width:100.0%;background:var(--line5)",
                        "width:0.0%;background:var(--line5)",
                        "width:0.0%;background:var(--line5)");
    }

    @Test
    void aDifferenceGoesFromTheMiddleToTheSideOfItsSign() throws Exception {
        Table table = new Table("#difference", "");
        for (double share : new double[] {.5, -.5, 0, -3, Double.NaN}) {
            table.row().difference("x", share).end();
        }
        assertThat(ReadHtml.of(table.html()).attributes("i", "style"))
                .containsExactly(
                        "left:50.0%;width:25.0%;background:var(--better)",
                        "left:25.0%;width:25.0%;background:var(--worse)",
                        "left:50.0%;width:0.0%;background:var(--better)",
                        "left:0.0%;width:50.0%;background:var(--worse)",
                        "left:50.0%;width:0.0%;background:var(--better)");
    }
}
