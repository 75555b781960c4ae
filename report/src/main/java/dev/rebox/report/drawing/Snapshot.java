package dev.rebox.report.drawing;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import dev.rebox.data.LabelMap;
import dev.rebox.data.image.ImageDecoder;
import dev.rebox.data.image.RgbImage;
import java.awt.image.BufferedImage;
import java.util.List;

/** An image of a data set in the size of a report, or a part of it, with boxes drawn on it. */
public final class Snapshot {
    /** Pixels; shown at about half of that, so that it is sharp on fine screens. */
    private static final double WIDTH = 560;

    private static final double HEIGHT = 420;
    private static final double LETTERING = 1.6;
    /** With more captions than this letters shrink, to this share at most: else a crowd is hidden by its names. */
    private static final int FEW_CAPTIONS = 5;

    private static final double SMALLEST = .55;
    /** A part shows so many times the box around it on each side, and no less than a share of the image. */
    private static final double SURROUNDINGS = 1;

    private static final double LEAST = .3;

    private final RgbImage image;
    private final Box part;
    private final LabelMap labels;

    private Snapshot(RgbImage image, Box part, LabelMap labels) {
        this.image = image;
        this.part = part;
        this.labels = labels;
    }

    /** The whole image. @throws dev.rebox.error.DataException where it cannot be read */
    public static Snapshot of(Example example, LabelMap labels) {
        RgbImage image = ImageDecoder.read(example);
        return new Snapshot(image, new Box(0, 0, image.width(), image.height()), labels);
    }

    /** The part around a box. @throws dev.rebox.error.DataException where it cannot be read */
    public static Snapshot around(Box box, Example example, LabelMap labels) {
        RgbImage image = ImageDecoder.read(example);
        double share = Math.max(box.width() / image.width(), box.height() / image.height());
        share = Math.min(1, Math.max(share * (1 + 2 * SURROUNDINGS), LEAST));
        double width = share * image.width();
        double height = share * image.height();
        int x1 = (int) Math.max(0, Math.min(image.width() - width, box.centerX() - width / 2));
        int y1 = (int) Math.max(0, Math.min(image.height() - height, box.centerY() - height / 2));
        int x2 = (int) Math.min(image.width(), Math.ceil(x1 + width));
        int y2 = (int) Math.min(image.height(), Math.ceil(y1 + height));
        return new Snapshot(cut(image, x1, y1, x2, y2), new Box(x1, y1, x2, y2), labels);
    }

    /** With the annotated boxes and their names; dashed and without a name those that are not asked for. */
    public BufferedImage truth(List<Annotation> annotations) {
        Canvas canvas = canvas(annotations.size());
        for (Annotation a : annotations) {
            if (a.crowd() || a.difficult()) {
                canvas.dashed(moved(a.box()), a.label());
            } else {
                canvas.box(moved(a.box()), a.label(), labels.name(a.label()));
            }
        }
        return canvas.image();
    }

    /** With detections, and dashed the truth they are about. */
    public BufferedImage detections(List<Detection> detections, List<Annotation> truth) {
        Canvas canvas = canvas(detections.size());
        truth.forEach(a -> canvas.dashed(moved(a.box()), a.label()));
        List<Detection> here = detections.stream()
                .map(d -> new Detection(moved(d.box()), d.label(), d.score()))
                .toList();
        return canvas.detections(here, labels).image();
    }

    private Canvas canvas(int captions) {
        double zoom = Math.min(WIDTH / image.width(), HEIGHT / image.height());
        double share = Math.sqrt((double) FEW_CAPTIONS / Math.max(FEW_CAPTIONS, captions));
        return Canvas.of(image, zoom, LETTERING * Math.max(SMALLEST, share));
    }

    private Box moved(Box box) {
        return new Box(box.x1() - part.x1(), box.y1() - part.y1(), box.x2() - part.x1(), box.y2() - part.y1());
    }

    private static RgbImage cut(RgbImage image, int x1, int y1, int x2, int y2) {
        int width = x2 - x1;
        byte[] rgb = new byte[width * (y2 - y1) * 3];
        for (int y = y1; y < y2; y++) {
            System.arraycopy(image.rgb(), (y * image.width() + x1) * 3, rgb, (y - y1) * width * 3, width * 3);
        }
        return new RgbImage(width, y2 - y1, rgb);
    }
}
