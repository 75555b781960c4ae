package dev.rebox.study;

import java.util.List;
import java.util.stream.Collectors;

/** Text in rows and columns, under a title and a sentence that says how to read it. */
record Table(String title, String note, List<String> header, List<List<String>> rows) {
    String markdown() {
        return "## " + title + "\n\n" + note + "\n\n" + line(header) + "|" + "---|".repeat(header.size()) + "\n"
                + rows.stream().map(Table::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    String html() {
        return "<h2>" + escape(title) + "</h2>\n<p>" + escape(note) + "</p>\n<table>\n<thead>" + row(header, "th")
                + "</thead>\n<tbody>\n"
                + rows.stream().map(row -> row(row, "td")).collect(Collectors.joining()) + "</tbody>\n</table>\n";
    }

    private static String row(List<String> cells, String tag) {
        return cells.stream()
                .map(cell -> "<" + tag + ">" + escape(cell) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
