package dev.rebox.report.drawing;

import java.awt.Color;

/**
 * One fixed colour a class. The first ones are told apart by most colour-blind people too (after Okabe and Ito, then Paul
 * Tol); later ones step through the hues by the golden angle.
 */
public final class Palette {
    /** Of label 0 and of all that is not an object. */
    public static final Color BACKGROUND = new Color(0xb4b8bd);

    private static final int[] FIRST = {
        0xe69f00, 0x56b4e9, 0x009e73, 0xf0e442, 0x0072b2, 0xd55e00, 0xcc79a7, 0x882255, 0x44aa99, 0x999933, 0x332288,
        0xaa4499, 0x117733, 0x88ccee, 0xcc6677, 0xddcc77
    };
    private static final float GOLDEN = .61803f;

    private Palette() {}

    /** The colour of a label 0..K. */
    public static Color of(int label) {
        if (label == 0) {
            return BACKGROUND;
        }
        if (label <= FIRST.length) {
            return new Color(FIRST[label - 1]);
        }
        int later = label - FIRST.length;
        float hue = later * GOLDEN % 1;
        return Color.getHSBColor(hue, later % 2 == 0 ? .85f : .5f, later % 3 == 0 ? .65f : .92f);
    }

    /** Black or white, whichever is better read on a colour (relative luminance of WCAG 2, threshold .18). */
    public static Color inkOn(Color paper) {
        double luminance =
                .2126 * linear(paper.getRed()) + .7152 * linear(paper.getGreen()) + .0722 * linear(paper.getBlue());
        return luminance > .18 ? Color.BLACK : Color.WHITE;
    }

    /** The colour seen through: alpha 0..255. */
    static Color glass(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= .04045 ? value / 12.92 : Math.pow((value + .055) / 1.055, 2.4);
    }
}
