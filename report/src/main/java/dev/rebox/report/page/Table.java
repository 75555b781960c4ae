package dev.rebox.report.page;

import java.util.Locale;

/** A table whose figures may have a bar behind them. */
public final class Table {
    private final Html html = new Html();

    /** A table with these columns; those whose names begin with {@code #} hold figures. */
    public Table(String... columns) {
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        for (String column : columns) {
            boolean figure = column.startsWith("#");
            html.element("th", figure ? column.substring(1) : column, "class", figure ? "figure" : "word");
        }
        html.close().close().open("tbody");
    }

    public Table row() {
        html.open("tr");
        return this;
    }

    public Table end() {
        html.close();
        return this;
    }

    public Table word(Object text) {
        html.element("td", text, "class", "word");
        return this;
    }

    /** A word with a smaller explanation below. */
    public Table word(Object text, String explanation) {
        html.open("td", "class", "word")
                .text(text)
                .element("small", explanation)
                .close();
        return this;
    }

    public Table figure(Object text) {
        html.element("td", text, "class", "figure");
        return this;
    }

    /** A figure over a bar of a share 0..1 of the cell. */
    public Table bar(Object text, double share, int color) {
        double width = 100 * Math.max(0, Math.min(1, Double.isNaN(share) ? 0 : share));
        html.open("td", "class", "figure bar");
        html.element(
                "i", "", "style", String.format(Locale.ROOT, "width:%.1f%%;background:var(--line%d)", width, color));
        html.element("span", text).close();
        return this;
    }

    /** Two cells: a figure, and a bar from the middle, to the right for a positive share, to the left for a negative one, -1..1. */
    public Table difference(Object text, double share) {
        double width = 50 * Math.min(1, Math.abs(Double.isNaN(share) ? 0 : share));
        double left = share < 0 ? 50 - width : 50;
        String color = share < 0 ? "worse" : "better";
        figure(text);
        html.open("td", "class", "bar both");
        String style = String.format(Locale.ROOT, "left:%.1f%%;width:%.1f%%;background:var(--%s)", left, width, color);
        html.element("i", "", "style", style).close();
        return this;
    }

    public Html html() {
        return html.close().close().close();
    }
}
