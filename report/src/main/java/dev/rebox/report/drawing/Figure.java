package dev.rebox.report.drawing;

import dev.rebox.data.LabelMap;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.function.IntFunction;

/** A white sheet for several images, bars and text; all measures in pixels. */
final class Figure {
    static final Color INK = new Color(0x1f2328);
    static final Color GREY = new Color(0x656d76);

    private final BufferedImage image;
    private final Graphics2D g;

    Figure(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        g = image.createGraphics();
        Lettering.smooth(g);
        g.setPaint(Color.WHITE);
        g.fillRect(0, 0, width, height);
    }

    BufferedImage image() {
        return image;
    }

    Graphics2D graphics() {
        return g;
    }

    /** Text whose baseline begins at (x, y). */
    void text(double x, double y, String text, double size, boolean bold, Color color) {
        g.setFont(Lettering.font(size, bold));
        g.setPaint(color);
        g.drawString(text, (float) x, (float) y);
    }

    /** Text whose baseline ends at (x, y). */
    void textRight(double x, double y, String text, double size, Color color) {
        text(x - Lettering.width(text, Lettering.font(size, false)), y, text, size, false, color);
    }

    /** A panel's name and, below it, one line that says what is seen. */
    void heading(double x, double y, double width, String name, String line) {
        text(x, y, name, 15, true, INK);
        text(x, y + 17, Lettering.fit(line, Lettering.font(12, false), width), 12, false, GREY);
    }

    void image(double x, double y, BufferedImage image) {
        g.drawImage(image, (int) Math.round(x), (int) Math.round(y), null);
    }

    /** A number on a class's colour, as it stands on the image. */
    void badge(double x, double y, String text, Color paper) {
        Font font = Lettering.font(11.5, true);
        double width = Math.max(19, Lettering.width(text, font) + 8);
        g.setPaint(paper);
        g.fill(new RoundRectangle2D.Double(x, y, width, 16, 5, 5));
        g.setFont(font);
        g.setPaint(Palette.inkOn(paper));
        g.drawString(text, (float) (x + (width - Lettering.width(text, font)) / 2), (float) (y + 12.3));
    }

    /** A soft label as one bar whose parts are the classes, the background last. */
    void bar(double x, double y, double width, double height, double[] label) {
        boolean flat = width >= height;
        double at = 0;
        for (int n = 1; n <= label.length; n++) {
            int k = n % label.length;
            g.setPaint(Palette.of(k));
            double part = label[k];
            g.fill(
                    flat
                            ? new Rectangle2D.Double(x + at * width, y, part * width, height)
                            : new Rectangle2D.Double(x, y + (1 - at - part) * height, width, part * height));
            at += part;
        }
    }

    /** Paints a square grid of {@code size * size} cells, row by row, over a rectangle; null leaves a cell as it is. */
    void cells(Rectangle2D where, int size, IntFunction<Color> colors) {
        for (int i = 0; i < size * size; i++) {
            Color color = colors.apply(i);
            if (color != null) {
                int left = edge(where.getX(), where.getWidth(), i % size, size);
                int right = edge(where.getX(), where.getWidth(), i % size + 1, size);
                int top = edge(where.getY(), where.getHeight(), i / size, size);
                int bottom = edge(where.getY(), where.getHeight(), i / size + 1, size);
                g.setPaint(color);
                g.fillRect(left, top, right - left, bottom - top);
            }
        }
    }

    private static int edge(double start, double length, int cell, int cells) {
        return (int) Math.round(start + length * cell / cells);
    }

    /** Colours and names of the background and of classes, in as many lines as they need; returns the height used. */
    double legend(double x, double y, double width, Collection<Integer> labels, LabelMap names) {
        Font font = Lettering.font(12.5, false);
        double left = x;
        double top = y;
        for (int label : labels) {
            double need = 22 + Lettering.width(names.name(label), font) + 18;
            if (left > x && left + need > x + width) {
                left = x;
                top += 21;
            }
            g.setPaint(Palette.of(label));
            g.fill(new RoundRectangle2D.Double(left, top, 15, 13, 4, 4));
            text(left + 21, top + 11.5, names.name(label), 12.5, false, INK);
            left += need;
        }
        return top - y + 16;
    }
}
