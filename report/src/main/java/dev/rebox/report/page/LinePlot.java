package dev.rebox.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lines over a common axis as inline SVG, in the colours of the page. */
public final class LinePlot {
    /** The colours that the page has for lines. */
    public static final int COLORS = 8;

    private static final double TOP = 12;
    private static final double RIGHT = 12;
    private static final double BOTTOM = 34;
    /** About as wide as a digit of a mark. */
    private static final double DIGIT = 6.6;

    private final String title;
    private final String across;
    private final double width;
    private final double height;
    private final List<Line> lines = new ArrayList<>();
    private boolean percentAcross;
    private boolean percentUp;
    private @Nullable Axis fixedX;
    private @Nullable Axis fixedY;

    /** How a line looks. */
    public enum Look {
        /** What the plot is about. */
        BOLD,
        /** What lies behind it. */
        FAINT,
        /** A line with its points. */
        DOTTED
    }

    private record Line(String name, int color, Look look, double[] x, double[] y) {}

    private LinePlot(String title, String across, double width, double height) {
        this.title = title;
        this.across = across;
        this.width = width;
        this.height = height;
    }

    /** A plot. @param across what runs from left to right */
    public static LinePlot large(String title, String across) {
        return new LinePlot(title, across, 420, 260);
    }

    /** One of many plots. */
    public static LinePlot small(String title, String across) {
        return new LinePlot(title, across, 280, 170);
    }

    /** The values are fractions, to be marked in percent from 0 to at most 100. */
    public LinePlot percent() {
        percentUp = true;
        return this;
    }

    /** From 0 to 1 in both directions, in percent. */
    public LinePlot unitSquare() {
        fixedX = Axis.between(0, 1, 5);
        fixedY = Axis.between(0, 1, 5);
        percentAcross = true;
        percentUp = true;
        return this;
    }

    /** Values above this run along the top. */
    public LinePlot upTo(double most) {
        fixedY = Axis.around(0, most, 4);
        return this;
    }

    /** Adds a line; earlier ones lie on top. @param color from 0, repeated after {@link #COLORS}; -1 for grey @param name for the legend, empty for none */
    public LinePlot line(String name, int color, Look look, double[] x, double[] y) {
        lines.add(new Line(name, color, look, x, y));
        return this;
    }

    /** The plot as a figure with its title and legend. */
    public Html html() {
        Html html = new Html();
        html.open("figure", "class", "plot").open("figcaption").element("b", title);
        for (Line line : lines) {
            if (!line.name.isEmpty() && line.look != Look.FAINT) {
                html.open("span", "class", "key").element("i", "", "style", "background:" + color(line));
                html.text(line.name).close();
            }
        }
        html.close();
        html.open("svg", "viewBox", "0 0 " + number(width) + " " + number(height), "role", "img", "aria-label", title);
        Axis x = fixedX != null ? fixedX : Axis.between(0, most(true), 4);
        Axis y = fixedY != null ? fixedY : Axis.around(0, most(false), 4);
        double left = 14
                + DIGIT
                        * y.marks().stream()
                                .mapToInt(m -> mark(y, percentUp, m).length())
                                .max()
                                .orElse(1);
        frame(html, x, y, left);
        for (int i = lines.size() - 1; i >= 0; i--) {
            draw(html, lines.get(i), x, y, left);
        }
        return html.close().close();
    }

    private void frame(Html html, Axis x, Axis y, double left) {
        for (double mark : y.marks()) {
            double at = down(y, mark);
            html.empty(
                    "line",
                    "class",
                    "grid",
                    "x1",
                    number(left),
                    "x2",
                    number(width - RIGHT),
                    "y1",
                    number(at),
                    "y2",
                    number(at));
            html.element(
                    "text",
                    mark(y, percentUp, mark),
                    "class",
                    "mark",
                    "text-anchor",
                    "end",
                    "x",
                    number(left - 6),
                    "y",
                    number(at + 4));
        }
        for (double mark : x.marks()) {
            double at = along(x, mark, left);
            boolean last = at > width - RIGHT - 20;
            html.element(
                    "text",
                    mark(x, percentAcross, mark),
                    "class",
                    "mark",
                    "text-anchor",
                    last ? "end" : "middle",
                    "x",
                    number(last ? width - 2 : at),
                    "y",
                    number(height - BOTTOM + 15));
        }
        html.element(
                "text",
                across,
                "class",
                "mark",
                "text-anchor",
                "middle",
                "x",
                number((left + width - RIGHT) / 2),
                "y",
                number(height - 4));
    }

    private void draw(Html html, Line line, Axis x, Axis y, double left) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < line.x.length; i++) {
            if (Double.isFinite(line.y[i])) {
                path.append(pen ? 'L' : 'M')
                        .append(number(along(x, line.x[i], left)))
                        .append(' ');
                path.append(number(down(y, line.y[i])));
                pen = true;
            }
        }
        html.open(
                "path",
                "class",
                line.look == Look.FAINT ? "faint" : "line",
                "d",
                path,
                "style",
                "stroke:" + color(line));
        html.element("title", line.name.isEmpty() ? title : line.name).close();
        if (line.look == Look.DOTTED) {
            for (int i = 0; i < line.x.length; i++) {
                if (!Double.isFinite(line.y[i])) {
                    continue;
                }
                html.open(
                        "circle",
                        "cx",
                        number(along(x, line.x[i], left)),
                        "cy",
                        number(down(y, line.y[i])),
                        "r",
                        "3.5",
                        "style",
                        "fill:" + color(line));
                html.element(
                                "title",
                                line.name + " " + mark(y, percentUp, line.y[i]) + " at " + Figures.number(line.x[i]))
                        .close();
            }
        }
    }

    private double along(Axis x, double value, double left) {
        return left + x.place(value) * (width - RIGHT - left);
    }

    /** What is above the top runs along it. */
    private double down(Axis y, double value) {
        return TOP + (1 - y.place(Math.min(value, y.high()))) * (height - BOTTOM - TOP);
    }

    private static String mark(Axis axis, boolean percent, double value) {
        double shown = percent ? 100 * value : value;
        double step = percent ? 100 * axis.step() : axis.step();
        if (shown >= 10_000 && step >= 1000) {
            return String.format(Locale.ROOT, step % 1000 == 0 ? "%.0fk" : "%.1fk", shown / 1000);
        }
        int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", shown);
    }

    private double most(boolean x) {
        return lines.stream()
                .flatMapToDouble(l -> Arrays.stream(x ? l.x : l.y))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
    }

    private static String color(Line line) {
        return line.color < 0 ? "var(--quiet)" : "var(--line" + line.color % COLORS + ")";
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
