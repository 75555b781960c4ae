package dev.rebox.report.drawing;

import dev.rebox.box.Box;
import dev.rebox.data.image.RgbImage;
import dev.rebox.recycle.ShownLabels;
import java.awt.Color;
import java.awt.Font;
import java.util.List;

/**
 * The labels of a task that shows them in words: its windows on the image, with what they tell dashed, and the words beside it.
 *
 * @param panel width of one panel, pixels
 * @param tall height of the image
 */
record TaskPanels(Figure figure, RgbImage image, double panel, double gap, double heading, int tall) {
    /** So many windows are drawn and written out. */
    private static final int SHOWN = 8;

    /** Windows take the colours of classes in turn: they have no class of their own. */
    private static int color(int label) {
        return label + 1;
    }

    void draw(ShownLabels task, double x, double y) {
        List<ShownLabels.Label> shown =
                task.labels().subList(0, Math.min(SHOWN, task.labels().size()));
        String line = shown.size() + " of " + task.labels().size() + " windows; what they tell of is dashed";
        figure.heading(x, y, panel, task.title(), line);
        Canvas canvas = Canvas.fitting(image, panel, tall).fade(.2);
        for (int i = 0; i < shown.size(); i++) {
            for (Box told : shown.get(i).told()) {
                canvas.dashed(told, color(i));
            }
            canvas.box(shown.get(i).region(), color(i), "" + (i + 1));
        }
        figure.image(x, y + heading, canvas.image());
        words(task, shown, x + panel + gap, y);
    }

    private void words(ShownLabels task, List<ShownLabels.Label> shown, double x, double y) {
        figure.heading(x, y, 2 * panel + gap, task.title() + " in words", task.meaning());
        Font font = Lettering.font(12.5, false);
        double step = Math.min(30, tall / (double) SHOWN);
        for (int i = 0; i < shown.size(); i++) {
            double middle = y + heading + (i + .5) * step;
            Color paper = Palette.of(color(i));
            figure.badge(x, middle - 8, "" + (i + 1), paper);
            String words = Lettering.fit(shown.get(i).words(), font, 2 * panel + gap - 30);
            figure.text(x + 30, middle + 4, words, 12.5, false, Figure.INK);
        }
    }
}
