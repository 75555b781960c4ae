package dev.rebox.report.drawing;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.LabelMap;
import dev.rebox.data.image.RgbImage;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * An image to draw on, in the pixels of the original. Lines and letters follow the size of the drawing; every line has
 * a dark seam and every caption its own paper, so that both are seen on any background.
 */
public final class Canvas {
    private static final Color SEAM = new Color(0, 0, 0, 150);

    private final BufferedImage image;
    private final Graphics2D g;
    private final double zoom;
    private final float thickness;
    private final Font font;
    /** Where captions already are. */
    private final List<Rectangle2D> taken = new ArrayList<>();
    /** Captions not yet written. */
    private final Deque<Runnable> captions = new ArrayDeque<>();

    private Canvas(BufferedImage image, double zoom, double lettering) {
        this.image = image;
        this.zoom = zoom;
        int longer = Math.max(image.getWidth(), image.getHeight());
        this.thickness = (float) (Math.sqrt(lettering) * Math.max(2, longer / 320.0));
        this.font = Lettering.font(lettering * Math.max(11, Math.min(26, longer / 42.0)), true);
        this.g = image.createGraphics();
        Lettering.smooth(g);
    }

    /** A canvas in the image's own size, or up to twice of it where it is too small for captions to be read. */
    public static Canvas of(RgbImage image) {
        int longer = Math.max(image.width(), image.height());
        return of(image, longer >= 640 ? 1 : Math.min(2, 640.0 / longer));
    }

    /** A canvas of the image enlarged by a factor. */
    public static Canvas of(RgbImage image, double zoom) {
        return of(image, zoom, 1);
    }

    /** The same with letters larger by another factor and lines by its root, for drawings that are shown smaller than they are. */
    public static Canvas of(RgbImage image, double zoom, double lettering) {
        BufferedImage source = buffered(image);
        int width = Math.max(1, (int) Math.round(image.width() * zoom));
        int height = Math.max(1, (int) Math.round(image.height() * zoom));
        BufferedImage enlarged = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Canvas canvas = new Canvas(enlarged, zoom, lettering);
        canvas.g.drawImage(source, 0, 0, width, height, null);
        return canvas;
    }

    /** The canvas of the largest size that fits. */
    public static Canvas fitting(RgbImage image, double width, double height) {
        return of(image, Math.min(width / image.width(), height / image.height()));
    }

    /** What was drawn. Captions come last, on top of all boxes, and those drawn last choose their places first. */
    public BufferedImage image() {
        while (!captions.isEmpty()) {
            captions.removeLast().run();
        }
        return image;
    }

    /** A box in its class's colour with a caption. */
    public Canvas box(Box box, int label, String caption) {
        outline(box, Palette.of(label), new BasicStroke(thickness));
        if (!caption.isEmpty()) {
            caption(box, Palette.of(label), caption);
        }
        return this;
    }

    /** A dashed box without a caption: the truth beside detections. */
    public Canvas dashed(Box box, int label) {
        float dash = 4 * thickness;
        outline(
                box,
                Palette.of(label),
                new BasicStroke(
                        thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 4, new float[] {dash, dash}, 0));
        return this;
    }

    /** Detections from the lowest score to the highest, so that the surest lie on top. */
    public Canvas detections(List<Detection> detections, LabelMap labels) {
        detections.stream()
                .sorted((a, b) -> Double.compare(a.score(), b.score()))
                .forEach(d -> box(d.box(), d.label(), caption(labels.name(d.label()), d.score())));
        return this;
    }

    /** The annotated boxes, dashed and without captions. */
    public Canvas truth(List<Annotation> annotations) {
        annotations.forEach(a -> dashed(a.box(), a.label()));
        return this;
    }

    /** The annotated boxes with their names; crowds and difficult ones are marked as such. */
    public Canvas annotations(List<Annotation> annotations, LabelMap labels) {
        for (Annotation a : annotations) {
            String mark = a.crowd() ? " (crowd)" : a.difficult() ? " (difficult)" : "";
            if (a.crowd()) {
                dashed(a.box(), a.label());
                caption(a.box(), Palette.of(a.label()), labels.name(a.label()) + mark);
            } else {
                box(a.box(), a.label(), labels.name(a.label()) + mark);
            }
        }
        return this;
    }

    /** Everything drawn so far fades towards white, 0..1. */
    Canvas fade(double amount) {
        g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) amount));
        g.setPaint(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setComposite(AlphaComposite.SrcOver);
        return this;
    }

    /** An outline of a part of the usual thickness. */
    Canvas thin(Box box, Color color, double part) {
        outline(box, color, new BasicStroke((float) (thickness * part)));
        return this;
    }

    /** An outline that is hardly there. */
    Canvas faint(Box box) {
        Shape outline =
                new Rectangle2D.Double(box.x1() * zoom, box.y1() * zoom, box.width() * zoom, box.height() * zoom);
        stroke(outline, new Color(0, 0, 0, 32), new BasicStroke(.8f));
        return this;
    }

    /** A line between two points of the image. */
    Canvas line(double x1, double y1, double x2, double y2, Color color, double width) {
        Shape line = new Line2D.Double(x1 * zoom, y1 * zoom, x2 * zoom, y2 * zoom);
        float w = (float) (thickness * width);
        stroke(line, SEAM, new BasicStroke(w + 1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        stroke(line, color, new BasicStroke(w, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        return this;
    }

    /** A line that is hardly there. */
    Canvas faintLine(double x1, double y1, double x2, double y2) {
        Shape line = new Line2D.Double(x1 * zoom, y1 * zoom, x2 * zoom, y2 * zoom);
        stroke(line, Palette.glass(Color.WHITE, 120), new BasicStroke(.8f));
        return this;
    }

    /** A dot at a point of the image. */
    Canvas dot(double x, double y, Color color) {
        double r = thickness * 2.6;
        Shape dot = new Ellipse2D.Double(x * zoom - r, y * zoom - r, 2 * r, 2 * r);
        g.setPaint(color);
        g.fill(dot);
        stroke(dot, Color.WHITE, new BasicStroke(thickness * .7f));
        stroke(
                new Ellipse2D.Double(x * zoom - r - 1, y * zoom - r - 1, 2 * r + 2, 2 * r + 2),
                SEAM,
                new BasicStroke(1));
        return this;
    }

    /** A small note on a line between two points of the image, left out where there is no room for it. */
    Canvas note(double x1, double y1, double x2, double y2, Color paper, String text) {
        double height = font.getSize2D() * 1.2;
        double width = Lettering.width(text, font) + height * .5;
        for (double share : new double[] {.5, .42, .58, .34, .66, .26, .74}) {
            double x = (x1 + (x2 - x1) * share) * zoom;
            double y = (y1 + (y2 - y1) * share) * zoom;
            Rectangle2D place = inside(x - width / 2, y - height / 2, width, height);
            if (isFree(place)) {
                write(place, paper, text);
                break;
            }
        }
        return this;
    }

    /** A caption without a box. */
    Canvas caption(Box box, Color paper, String text) {
        captions.add(() -> place(box, paper, text));
        return this;
    }

    private static String caption(String name, double score) {
        return String.format(Locale.ROOT, "%s %.2f", name, score);
    }

    private void outline(Box box, Color color, BasicStroke stroke) {
        double x1 = box.x1() * zoom;
        double y1 = box.y1() * zoom;
        Shape outline = new Rectangle2D.Double(x1, y1, box.width() * zoom, box.height() * zoom);
        stroke(outline, SEAM, new BasicStroke(stroke.getLineWidth() + 1.4f));
        stroke(outline, color, stroke);
    }

    private void stroke(Shape shape, Color color, Stroke stroke) {
        g.setStroke(stroke);
        g.setPaint(color);
        g.draw(shape);
    }

    /** Above the box, else inside it, below it or beside it: the first place where no other caption is. */
    private void place(Box box, Color paper, String text) {
        double height = font.getSize2D() * 1.25;
        double width = Lettering.width(text, font) + height * .5;
        double x1 = box.x1() * zoom - thickness / 2;
        double y1 = box.y1() * zoom;
        double x2 = box.x2() * zoom + thickness / 2;
        double y2 = box.y2() * zoom;
        double[][] corners = {
            {x1, y1 - height},
            {x1, y1},
            {x2 - width, y1 - height},
            {x2 - width, y1},
            {x1, y2 - height},
            {x1, y2},
            {x2 - width, y2 - height},
            {x2, y1},
            {x1 - width, y1}
        };
        Rectangle2D place = inside(corners[0][0], corners[0][1], width, height);
        for (double[] corner : corners) {
            Rectangle2D candidate = inside(corner[0], corner[1], width, height);
            if (isFree(candidate)) {
                place = candidate;
                break;
            }
        }
        write(place, paper, text);
    }

    private boolean isFree(Rectangle2D place) {
        return taken.stream().noneMatch(place::intersects);
    }

    /** A rectangle moved into the drawing. */
    private Rectangle2D inside(double x, double y, double width, double height) {
        double left = Math.max(0, Math.min(image.getWidth() - width, x));
        double top = Math.max(0, Math.min(image.getHeight() - height, y));
        return new Rectangle2D.Double(left, top, width, height);
    }

    private void write(Rectangle2D place, Color paper, String text) {
        taken.add(place);
        g.setPaint(Palette.glass(paper, 235));
        g.fill(new RoundRectangle2D.Double(
                place.getX(), place.getY(), place.getWidth(), place.getHeight(), thickness * 2, thickness * 2));
        g.setPaint(Palette.inkOn(paper));
        g.setFont(font);
        g.drawString(text, (float) (place.getX() + place.getHeight() * .25), (float)
                (place.getY() + place.getHeight() * .77));
    }

    private static BufferedImage buffered(RgbImage image) {
        BufferedImage buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = image.rgb();
        int[] row = new int[image.width()];
        for (int y = 0, at = 0; y < image.height(); y++) {
            for (int x = 0; x < row.length; x++, at += 3) {
                row[x] = (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | rgb[at + 2] & 0xFF;
            }
            buffered.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return buffered;
    }
}
