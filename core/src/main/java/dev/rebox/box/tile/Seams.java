package dev.rebox.box.tile;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Joins what was found in parts of an image that overlap, so that an object at a seam is found once.
 *
 * <p>Two detections of a class from two parts are the same object if they agree in what both parts see: there their boxes overlap
 * with more than the IoU of non-maximum suppression. A box that ends at the inner border of its part is cut off. Of the same
 * object a whole box wins over a cut one, then the higher score; of two cut ones the box around both stays.
 */
public final class Seams {
    /** How near to the border of its part a box ends there, as a share of the part's side: boxes are not exact. */
    private static final double NEAR = 0.01;

    private final int width;
    private final int height;
    private final double iou;
    private final List<Piece> pieces = new ArrayList<>();

    /** A detection, the part that it was found in, and whether that part cut it off. */
    private record Piece(Detection detection, Box part, boolean cut) {}

    /** @param width pixels of the image @param iou above which two boxes are of the same object */
    public Seams(int width, int height, double iou) {
        this.width = width;
        this.height = height;
        this.iou = iou;
    }

    /** Adds what was found in a part. @param found in pixels of the part, without doubles */
    public void add(Box part, List<Detection> found) {
        for (Detection d : found) {
            Box box = d.box();
            Box there = new Box(box.x1() + part.x1(), box.y1() + part.y1(), box.x2() + part.x1(), box.y2() + part.y1());
            pieces.add(new Piece(new Detection(there, d.label(), d.score()), part, isCut(there, part)));
        }
    }

    private boolean isCut(Box box, Box part) {
        double x = NEAR * part.width();
        double y = NEAR * part.height();
        return part.x1() > 0 && box.x1() <= part.x1() + x
                || part.y1() > 0 && box.y1() <= part.y1() + y
                || part.x2() < width && box.x2() >= part.x2() - x
                || part.y2() < height && box.y2() >= part.y2() - y;
    }

    /** All objects, by falling score. */
    public List<Detection> joined() {
        List<Piece> order = new ArrayList<>(pieces);
        order.sort(Comparator.comparing(Piece::cut).thenComparing(p -> p.detection.score(), Comparator.reverseOrder()));
        List<List<Piece>> objects = new ArrayList<>();
        for (Piece piece : order) {
            List<Piece> same = objects.stream()
                    .filter(object -> object.stream().anyMatch(other -> areSame(piece, other)))
                    .findFirst()
                    .orElse(null);
            if (same == null) {
                objects.add(new ArrayList<>(List.of(piece)));
            } else {
                same.add(piece);
            }
        }
        return objects.stream()
                .map(Seams::whole)
                .sorted(Comparator.comparing(Detection::score).reversed())
                .toList();
    }

    /** The first piece is the best one. Where it is cut, all are. */
    private static Detection whole(List<Piece> object) {
        Piece best = object.get(0);
        if (!best.cut) {
            return best.detection;
        }
        Box around = best.detection.box();
        for (Piece piece : object) {
            Box box = piece.detection.box();
            around = new Box(
                    Math.min(around.x1(), box.x1()),
                    Math.min(around.y1(), box.y1()),
                    Math.max(around.x2(), box.x2()),
                    Math.max(around.y2(), box.y2()));
        }
        return new Detection(around, best.detection.label(), best.detection.score());
    }

    private boolean areSame(Piece a, Piece b) {
        if (a.detection.label() != b.detection.label() || a.part.equals(b.part)) {
            return false; // within a part there are no doubles
        }
        Box here = common(a.detection.box(), b.part);
        Box there = common(b.detection.box(), a.part);
        return here.iou(there) > iou;
    }

    /** The part of a box that another part of the image sees. */
    private static Box common(Box box, Box part) {
        return new Box(
                Math.max(box.x1(), part.x1()),
                Math.max(box.y1(), part.y1()),
                Math.min(box.x2(), part.x2()),
                Math.min(box.y2(), part.y2()));
    }
}
