package dev.rebox.report.drawing;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import dev.rebox.data.LabelMap;
import dev.rebox.data.image.RgbImage;
import dev.rebox.recycle.ForegroundLabel;
import dev.rebox.recycle.RecycledLabels;
import dev.rebox.recycle.ShownLabels;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All that is recycled from the boxes of one image, on one sheet: the boxes; windows and their soft labels as bars;
 * closeness as lines between centres, and the labels made of it; the foreground mask and its weights.
 */
public final class LabelsFigure {
    /** So many windows are outlined on the image and written out; all of them have a bar. */
    private static final int WINDOWS_IN_FULL = 8;

    /** More lines than this go without their values. */
    private static final int MOST_VALUES = 12;

    private static final int PANEL = 420;
    private static final int GAP = 26;
    private static final int HEADING = 30;
    private static final int TOP = 84;
    /** Below a panel's image. */
    private static final int FOOT = 58;

    private static final int BAR = 120;
    /** Not a constant: without fonts this fails, and a class that fails to load says nothing of fonts. */
    private static Font words() {
        return Lettering.font(11.5, false);
    }

    private static final Color VEIL = new Color(12, 18, 40, 200);

    private final RgbImage image;
    private final RecycledLabels labels;
    private final LabelMap names;
    private final Figure figure;
    /** Height of the images. */
    private final int tall;

    private LabelsFigure(RgbImage image, RecycledLabels labels, LabelMap names, int tasks) {
        this.image = image;
        this.labels = labels;
        this.names = names;
        double zoom = PANEL / (double) Math.max(image.width(), image.height());
        this.tall = (int) Math.max(270, Math.round(image.height() * zoom));
        this.figure = new Figure(4 * PANEL + 5 * GAP, TOP + (2 + tasks) * (HEADING + tall + FOOT) + 46);
    }

    /** @param title what image this is */
    public static BufferedImage draw(String title, RgbImage image, RecycledLabels labels, LabelMap names) {
        return draw(title, image, labels, List.of(), names);
    }

    /** @param title what image this is @param others the labels of other tasks, each in a row of its own */
    public static BufferedImage draw(
            String title, RgbImage image, RecycledLabels labels, List<ShownLabels> others, LabelMap names) {
        LabelsFigure sheet = new LabelsFigure(image, labels, names, others.size());
        sheet.figure.text(GAP, 38, "Labels recycled from the boxes of " + title, 22, true, Figure.INK);
        double second = TOP + HEADING + sheet.tall + FOOT;
        sheet.boxes(column(0), TOP);
        sheet.windows(column(1), TOP);
        sheet.windowLabels(column(2), TOP);
        sheet.closeness(column(0), second);
        sheet.closenessLabels(column(1), second);
        sheet.mask(column(2), second);
        sheet.weights(column(3), second);
        double below = second;
        for (ShownLabels task : others) {
            below += HEADING + sheet.tall + FOOT;
            new TaskPanels(sheet.figure, image, PANEL, GAP, HEADING, sheet.tall).draw(task, column(0), below);
        }
        sheet.figure.legend(GAP, below + HEADING + sheet.tall + 26, 4 * PANEL + 3 * GAP, sheet.used(), names);
        return sheet.figure.image();
    }

    private static double column(int number) {
        return GAP + number * (PANEL + GAP);
    }

    private void boxes(double x, double y) {
        int n = labels.boxes().size();
        String line = (n == 1 ? "1 box" : n + " boxes") + " in " + labels.width() + " x " + labels.height() + " pixels";
        figure.heading(x, y, PANEL, "Boxes", line);
        Canvas canvas = canvas();
        for (int b = 0; b < n; b++) {
            LabelledBox box = labels.boxes().get(b);
            canvas.box(box.box(), box.label(), (b + 1) + " " + names.name(box.label()));
        }
        show(x, y, canvas);
    }

    private void windows(double x, double y) {
        int n = labels.windows().size();
        int shown = Math.min(WINDOWS_IN_FULL, n);
        figure.heading(
                x, y, PANEL, "Windows", shown + " of " + n + " drawn in full, in the colour of their main class");
        Canvas canvas = canvas().fade(.2);
        labels.windows().subList(shown, n).forEach(canvas::faint);
        for (int w = 0; w < shown; w++) {
            canvas.box(labels.windows().get(w), main(labels.multiObject()[w]), "" + (w + 1));
        }
        show(x, y, canvas);
    }

    private void windowLabels(double x, double y) {
        String line = "how much of a window each class covers: roots of areas, divided by their sum";
        figure.heading(x, y, 2 * PANEL + GAP, "Multi-object soft labels", line);
        int n = labels.windows().size();
        double step = Math.min(42, tall / (double) WINDOWS_IN_FULL);
        for (int w = 0; w < Math.min(WINDOWS_IN_FULL, n); w++) {
            double[] label = labels.multiObject()[w];
            row(x, y + HEADING + w * step, step, w, main(label), label);
        }
        double right = x + PANEL + GAP;
        double each = Math.min(24, PANEL / (double) n);
        double wide = each > 4 ? each - 1.2 : each;
        for (int w = 0; w < n; w++) {
            figure.bar(right + w * each, y + HEADING, wide, tall, labels.multiObject()[w]);
        }
        String count = n == 1 ? "the only window" : "all " + n + " windows in the order in which they were drawn";
        figure.text(right, y + HEADING + tall + 17, count, 12, false, Figure.GREY);
    }

    private void closeness(double x, double y) {
        String line = "1 - distance of centres / diagonal, to the nearest of each other class";
        figure.heading(x, y, PANEL, "Closeness", line);
        Canvas canvas = canvas().fade(.25);
        List<ClosenessLine> lines = ClosenessLine.of(labels);
        List<ClosenessLine> named = lines.subList(0, Math.min(MOST_VALUES, lines.size()));
        for (ClosenessLine l : lines.subList(named.size(), lines.size())) {
            canvas.faintLine(l.x1(), l.y1(), l.x2(), l.y2());
        }
        for (ClosenessLine l : named) {
            canvas.line(l.x1(), l.y1(), l.x2(), l.y2(), Color.WHITE, .3 + 1.5 * l.value());
        }
        for (LabelledBox labelled : labels.boxes()) {
            Box box = labelled.box().clip(labels.width(), labels.height());
            Color color = Palette.of(labelled.label());
            canvas.thin(box, color, .6).dot(box.centerX(), box.centerY(), color);
        }
        for (ClosenessLine l : named) {
            String value = String.format(Locale.ROOT, "%.2f", l.value());
            canvas.note(l.x1(), l.y1(), l.x2(), l.y2(), Color.WHITE, value);
        }
        show(x, y, canvas);
    }

    private void closenessLabels(double x, double y) {
        figure.heading(x, y, PANEL, "Closeness soft labels", "of each box: which other classes stand near it");
        int n = labels.boxes().size();
        int most = tall / 24;
        int shown = n <= most ? n : most - 1;
        double step = Math.min(42, tall / (double) Math.max(1, Math.min(n, most)));
        for (int b = 0; b < shown; b++) {
            row(x, y + HEADING + b * step, step, b, labels.boxes().get(b).label(), labels.closeness()[b]);
        }
        if (shown < n) {
            figure.text(x, y + HEADING + shown * step + 14, "and " + (n - shown) + " more", 12, false, Figure.GREY);
        }
    }

    private void mask(double x, double y) {
        boolean[] mask = labels.foreground().mask();
        long covered = IntStream.range(0, mask.length).filter(i -> mask[i]).count();
        figure.heading(x, y, PANEL, "Foreground mask", covered + " of 4096 cells are covered, the others are dark");
        figure.cells(show(x, y, canvas()), ForegroundLabel.SIZE, i -> mask[i] ? null : VEIL);
    }

    private void weights(double x, double y) {
        float[] weight = labels.foreground().weight();
        double low = weight[0];
        double high = weight[0];
        for (float w : weight) {
            low = Math.min(low, w);
            high = Math.max(high, w);
        }
        String line = high > low
                ? "of each cell in the loss: an object weighs as much as all that is free"
                : "all cells weigh alike";
        figure.heading(x, y, PANEL, "Foreground weights", line);
        HeatMap heat = new HeatMap(low, high);
        Rectangle2D where = show(x, y, canvas());
        figure.cells(where, ForegroundLabel.SIZE, i -> Palette.glass(heat.color(weight[i]), 215));
        if (high > low) {
            heat.drawScale(figure, x, where.getMaxY() + 8, where.getWidth());
        }
    }

    /** One label: the number of its box or window, its bar, and its parts in words. */
    private void row(double x, double y, double step, int index, int colored, double[] label) {
        double middle = y + step / 2;
        figure.badge(x, middle - 8, "" + (index + 1), Palette.of(colored));
        double height = Math.min(18, step * .6);
        figure.bar(x + 30, middle - height / 2, BAR, height, label);
        String words = IntStream.rangeClosed(1, label.length)
                .mapToObj(n -> n % label.length)
                .filter(k -> label[k] > 0)
                .sorted(Comparator.comparing(k -> k == 0 ? 0 : -label[k]))
                .map(k -> String.format(Locale.ROOT, "%s %.2f", names.name(k), label[k]))
                .collect(Collectors.joining("  "));
        double left = x + 30 + BAR + 10;
        figure.text(left, middle + 4, Lettering.fit(words, words(), x + PANEL - left), 11.5, false, Figure.INK);
    }

    private Canvas canvas() {
        return Canvas.fitting(image, PANEL, tall);
    }

    private Rectangle2D show(double x, double y, Canvas canvas) {
        BufferedImage image = canvas.image();
        figure.image(x, y + HEADING, image);
        return new Rectangle2D.Double(x, y + HEADING, image.getWidth(), image.getHeight());
    }

    /** The class with the largest share, the background only where there is no other. */
    private static int main(double[] label) {
        return IntStream.range(1, label.length)
                .boxed()
                .filter(k -> label[k] > 0)
                .max(Comparator.comparing(k -> label[k]))
                .orElse(0);
    }

    private Set<Integer> used() {
        Set<Integer> used = new TreeSet<>(Set.of(0));
        labels.boxes().forEach(box -> used.add(box.label()));
        return used;
    }
}
