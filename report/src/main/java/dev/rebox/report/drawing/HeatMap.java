package dev.rebox.report.drawing;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.Locale;

/** Values as colours, from dark blue over green to yellow: even steps to the eye, and to colour-blind ones too. */
final class HeatMap {
    private static final int[] STEPS = {0x440154, 0x3b528b, 0x21918c, 0x5ec962, 0xfde725};

    private final double low;
    private final double high;

    /** A logarithmic scale. @param low over 0 @param high at least low */
    HeatMap(double low, double high) {
        this.low = Math.log(low);
        this.high = Math.log(high);
    }

    Color color(double value) {
        double share = high > low ? (Math.log(value) - low) / (high - low) : 0;
        double at = Math.max(0, Math.min(1, share)) * (STEPS.length - 1);
        int step = Math.min(STEPS.length - 2, (int) at);
        Color a = new Color(STEPS[step]);
        Color b = new Color(STEPS[step + 1]);
        double part = at - step;
        return new Color(
                mix(a.getRed(), b.getRed(), part),
                mix(a.getGreen(), b.getGreen(), part),
                mix(a.getBlue(), b.getBlue(), part));
    }

    /** Draws the scale with its ends and middle named. */
    void drawScale(Figure figure, double x, double y, double width) {
        int pixels = (int) width;
        for (int i = 0; i < pixels; i++) {
            figure.graphics().setPaint(color(Math.exp(low + (high - low) * i / Math.max(1, pixels - 1))));
            figure.graphics().fill(new Rectangle2D.Double(x + i, y, 1, 9));
        }
        double middle = Math.exp((low + high) / 2);
        figure.text(x, y + 22, number(Math.exp(low)), 11, false, Figure.GREY);
        figure.text(x + width / 2 - 8, y + 22, number(middle), 11, false, Figure.GREY);
        figure.textRight(x + width, y + 22, number(Math.exp(high)), 11, Figure.GREY);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 9.95 ? "%.2f" : "%.0f", value);
    }

    private static int mix(int a, int b, double share) {
        return (int) Math.round(a + (b - a) * share);
    }
}
