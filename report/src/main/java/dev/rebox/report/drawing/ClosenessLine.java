package dev.rebox.report.drawing;

import dev.rebox.box.Box;
import dev.rebox.recycle.ClosenessLabels;
import dev.rebox.recycle.RecycledLabels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A line between the centres of two boxes of which one is heard in the other's closeness label, and its value. */
record ClosenessLine(double x1, double y1, double x2, double y2, double value) {

    /** Each pair once, the closest first. */
    static List<ClosenessLine> of(RecycledLabels labels) {
        double diagonal = Math.hypot(labels.width(), labels.height());
        List<ClosenessLine> lines = new ArrayList<>();
        for (int a = 0; a < labels.boxes().size(); a++) {
            for (int b = 0; b < a; b++) {
                Box one = inside(labels, a);
                Box other = inside(labels, b);
                double value = ClosenessLabels.closeness(one, other, diagonal);
                if (isHeard(labels, a, b, value, diagonal) || isHeard(labels, b, a, value, diagonal)) {
                    lines.add(new ClosenessLine(one.centerX(), one.centerY(), other.centerX(), other.centerY(), value));
                }
            }
        }
        lines.sort(Comparator.comparingDouble(ClosenessLine::value).reversed());
        return lines;
    }

    /** True where {@code speaker} is the nearest of its class to {@code listener}, which is of another class. */
    private static boolean isHeard(RecycledLabels labels, int speaker, int listener, double value, double diagonal) {
        int label = labels.boxes().get(speaker).label();
        if (label == labels.boxes().get(listener).label()
                || inside(labels, speaker).isEmpty()
                || inside(labels, listener).isEmpty()) {
            return false;
        }
        for (int other = 0; other < labels.boxes().size(); other++) {
            Box box = inside(labels, other);
            if (labels.boxes().get(other).label() == label
                    && !box.isEmpty()
                    && ClosenessLabels.closeness(box, inside(labels, listener), diagonal) > value) {
                return false;
            }
        }
        return true;
    }

    private static Box inside(RecycledLabels labels, int box) {
        return labels.boxes().get(box).box().clip(labels.width(), labels.height());
    }
}
