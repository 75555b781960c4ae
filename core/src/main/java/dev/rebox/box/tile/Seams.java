package dev.rebox.box.tile;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Joins what was found in parts of an image that overlap, so that an object at a seam is found once.
 *
 * <p>Two detections of a class from two parts are the same object if they agree in what both parts see: there their boxes overlap
 * with more than the IoU of non-maximum suppression. A box that ends at the inner border of its part is cut off. Of the same
 * object a whole box wins over a cut one, then the higher score; of two cut ones the box around both stays. The score is the
 * highest of all: the whole image, made small, sees faintly what a tile sees surely.
 *
 * <p>Only pieces of one class from parts that overlap are compared, so that time grows with the detections and not with their
 * square.
 */
public final class Seams {
    /** How near to the border of its part a box ends there, as a share of the part's side: boxes are not exact. */
    private static final double NEAR = 0.01;

    private final int width;
    private final int height;
    private final double iou;
    private final double floor;
    private final List<Box> parts = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();

    /** A detection, the number of the part that it was found in, and whether that part cut it off. */
    private record Piece(Detection detection, int part, boolean cut) {}

    /** A piece, and the number of its object among those of its class. */
    private record Member(Piece piece, int object) {}

    /**
     * @param width pixels of the image
     * @param iou above which two boxes are of the same object
     * @param floor the score, 0..1, below which what was found is left out
     */
    public Seams(int width, int height, double iou, double floor) {
        this.width = width;
        this.height = height;
        this.iou = iou;
        this.floor = floor;
    }

    /** Adds what was found in a part. @param found in pixels of the part, without doubles */
    public void add(Box part, List<Detection> found) {
        parts.add(part);
        for (Detection d : found) {
            if (d.score() < floor) {
                continue;
            }
            Box box = d.box();
            Box there = new Box(box.x1() + part.x1(), box.y1() + part.y1(), box.x2() + part.x1(), box.y2() + part.y1());
            pieces.add(new Piece(new Detection(there, d.label(), d.score()), parts.size() - 1, isCut(there, part)));
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
        int[][] neighbours = neighbours();
        return pieces.stream()
                .collect(Collectors.groupingBy(p -> p.detection.label(), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(ofClass -> objects(ofClass, neighbours).stream())
                .map(Seams::whole)
                .sorted(Comparator.comparing(Detection::score).reversed())
                .toList();
    }

    /** [parts, those that overlap each]. */
    private int[][] neighbours() {
        return IntStream.range(0, parts.size())
                .mapToObj(a -> IntStream.range(0, parts.size())
                        .filter(b ->
                                a != b && !common(parts.get(a), parts.get(b)).isEmpty())
                        .toArray())
                .toArray(int[][]::new);
    }

    /** The pieces of a class by their objects, the best of each first. */
    private List<List<Piece>> objects(List<Piece> ofClass, int[][] neighbours) {
        List<Piece> order = new ArrayList<>(ofClass);
        order.sort(Comparator.comparing(Piece::cut).thenComparing(p -> p.detection.score(), Comparator.reverseOrder()));
        List<List<Piece>> objects = new ArrayList<>();
        List<List<Member>> byPart = Stream.generate(() -> (List<Member>) new ArrayList<Member>())
                .limit(parts.size())
                .toList();
        for (Piece piece : order) {
            int object = objects.size();
            for (int part : neighbours[piece.part]) { // within a part there are no doubles
                for (Member other : byPart.get(part)) {
                    if (other.object < object && areSame(piece, other.piece)) {
                        object = other.object;
                    }
                }
            }
            if (object == objects.size()) {
                objects.add(new ArrayList<>());
            }
            objects.get(object).add(piece);
            byPart.get(piece.part).add(new Member(piece, object));
        }
        return objects;
    }

    /** The first piece is the best one. Where it is cut, all are. */
    private static Detection whole(List<Piece> object) {
        Piece best = object.get(0);
        double score =
                object.stream().mapToDouble(p -> p.detection.score()).max().orElseThrow();
        if (!best.cut) {
            return new Detection(best.detection.box(), best.detection.label(), score);
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
        return new Detection(around, best.detection.label(), score);
    }

    private boolean areSame(Piece a, Piece b) {
        if (common(a.detection.box(), b.detection.box()).isEmpty()) {
            return false; // most are far from each other
        }
        Box here = common(a.detection.box(), parts.get(b.part));
        Box there = common(b.detection.box(), parts.get(a.part));
        return here.iou(there) > iou;
    }

    /** The part of a box that another sees. */
    private static Box common(Box box, Box part) {
        return new Box(
                Math.max(box.x1(), part.x1()),
                Math.max(box.y1(), part.y1()),
                Math.min(box.x2(), part.x2()),
                Math.min(box.y2(), part.y2()));
    }
}
