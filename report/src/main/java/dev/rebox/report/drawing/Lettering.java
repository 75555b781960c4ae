package dev.rebox.report.drawing;

import dev.rebox.error.ReboxException;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;

/** Text on images. */
final class Lettering {
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private Lettering() {}

    /**
     * The sans-serif font of a size in pixels.
     *
     * @throws ReboxException where Java finds no fonts, as in containers without any
     */
    static Font font(double size, boolean bold) {
        try {
            Font font = new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) size);
            font.getStringBounds("x", CONTEXT);
            return font;
        } catch (Error | RuntimeException e) {
            // Each version of Java answers otherwise: with a link error, an internal one, a plain one, or a null.
            throw new ReboxException("Java finds no fonts to write on images with: install fontconfig and a font", e);
        }
    }

    static double width(String text, Font font) {
        Rectangle2D bounds = font.getStringBounds(text, CONTEXT);
        return bounds.getWidth();
    }

    /** The text, or as much of its beginning as fits a width, with an ellipsis. */
    static String fit(String text, Font font, double width) {
        if (width(text, font) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 1 && width(text.substring(0, end) + "…", font) > width) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    static void smooth(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }
}
