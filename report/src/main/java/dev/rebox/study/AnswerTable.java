package dev.rebox.study;

import dev.rebox.report.page.Html;
import dev.rebox.report.page.Table;
import java.util.List;
import java.util.stream.Collectors;

/** Text in rows and columns, under a title and a sentence that says how to read it. */
record AnswerTable(String title, String note, List<String> header, List<List<String>> rows) {
    String markdown() {
        return "## " + title + "\n\n" + note + "\n\n" + line(header) + "|" + "---|".repeat(header.size()) + "\n"
                + rows.stream().map(AnswerTable::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return "| " + cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ")) + " |\n";
    }

    /** The table with its sentence, without the title. */
    Html html() {
        Table table = new Table(header.stream()
                .map(name -> name.equals(header.get(0)) ? name : "#" + name)
                .toArray(String[]::new));
        for (List<String> row : rows) {
            table.row().word(row.get(0));
            row.subList(1, row.size()).forEach(table::figure);
            table.end();
        }
        return new Html().add(table.html()).element("p", note, "class", "quiet");
    }
}
