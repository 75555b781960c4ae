package dev.rebox.data;

import dev.rebox.box.Box;
import dev.rebox.box.mask.Segmentation;
import org.jspecify.annotations.Nullable;

/**
 * One labelled box.
 *
 * @param box in pixels of the original image, see {@link Box} for the convention
 * @param label its class, 1..K
 * @param difficult PASCAL VOC: trained on, but neither asked for nor punished in evaluation
 * @param truncated PASCAL VOC: the object goes on outside the box
 * @param crowd COCO's {@code iscrowd}: a group; no label and no positive, and regions on it are not negatives
 * @param area square pixels by which COCO's metrics sort objects into small, medium and large: the segmentation's
 *     area where the file gives one, else the box's
 * @param origin where it was read
 * @param segmentation the object's outline in the same pixels; null where there is none, or nobody asked for it
 * @param depiction Open Images: a drawing or a statue of the thing; trained on and measured, but no solid object
 */
public record Annotation(
        Box box,
        int label,
        boolean difficult,
        boolean truncated,
        boolean crowd,
        double area,
        Origin origin,
        @Nullable Segmentation segmentation,
        boolean depiction) {

    /** One of a real thing. */
    public Annotation(
            Box box,
            int label,
            boolean difficult,
            boolean truncated,
            boolean crowd,
            double area,
            Origin origin,
            @Nullable Segmentation segmentation) {
        this(box, label, difficult, truncated, crowd, area, origin, segmentation, false);
    }

    /** A box alone. */
    public Annotation(
            Box box, int label, boolean difficult, boolean truncated, boolean crowd, double area, Origin origin) {
        this(box, label, difficult, truncated, crowd, area, origin, null);
    }

    /** One that was not read from a file. */
    public Annotation(Box box, int label, boolean difficult, boolean truncated, boolean crowd, double area) {
        this(box, label, difficult, truncated, crowd, area, Origin.NONE);
    }

    /** A plain box. */
    public static Annotation of(Box box, int label) {
        return new Annotation(box, label, false, false, false, box.area());
    }

    /**
     * The same annotation around another box, its area scaled alike. It has no segmentation, which lies where the box was:
     * who moves pixels moves that too, see {@link #withSegmentation}.
     */
    public Annotation withBox(Box moved) {
        double before = box.area();
        double scaled = before > 0 ? area * moved.area() / before : moved.area();
        return new Annotation(moved, label, difficult, truncated, crowd, scaled, origin, null, depiction);
    }

    public Annotation withLabel(int other) {
        return new Annotation(box, other, difficult, truncated, crowd, area, origin, segmentation, depiction);
    }

    public Annotation withSegmentation(@Nullable Segmentation other) {
        return new Annotation(box, label, difficult, truncated, crowd, area, origin, other, depiction);
    }

    /**
     * Whether labels are recycled from it: what an object hides and what lies near it is known of single real things, not of
     * groups and not of pictures of things.
     */
    public boolean solid() {
        return !crowd && !depiction;
    }
}
