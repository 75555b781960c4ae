package dev.rebox.detector.target;

/**
 * A box written as offsets from another: {@code (ty, tx, th, tw)} times the scales 10, 10, 5, 5 (TensorFlow's object
 * detection API). {@code ty = 10 (cy - cya) / ha}, {@code th = 5 ln(h / ha)}, likewise for x.
 */
public final class BoxCoder {
    /** What an offset of the centre is multiplied by. */
    public static final float CENTER_SCALE = 10;

    /** What an offset of the size is multiplied by. */
    public static final float SIZE_SCALE = 5;

    /** No offset makes a box larger than 1000 / 16 times its anchor: exp() stays finite. */
    public static final float LARGEST_LOG = (float) Math.log(1000.0 / 16);

    private BoxCoder() {}

    /** Writes the offsets of {@code boxes[4b..]} from {@code anchors[4a..]} to {@code offsets[at..at+3]}. */
    public static void encode(float[] boxes, int b, float[] anchors, int a, float[] offsets, int at) {
        float width = anchors[4 * a + 2] - anchors[4 * a];
        float height = anchors[4 * a + 3] - anchors[4 * a + 1];
        float boxWidth = boxes[4 * b + 2] - boxes[4 * b];
        float boxHeight = boxes[4 * b + 3] - boxes[4 * b + 1];
        float dx = (boxes[4 * b] + boxes[4 * b + 2] - anchors[4 * a] - anchors[4 * a + 2]) / 2;
        float dy = (boxes[4 * b + 1] + boxes[4 * b + 3] - anchors[4 * a + 1] - anchors[4 * a + 3]) / 2;
        offsets[at] = CENTER_SCALE * dy / height;
        offsets[at + 1] = CENTER_SCALE * dx / width;
        offsets[at + 2] = SIZE_SCALE * (float) Math.log(boxHeight / height);
        offsets[at + 3] = SIZE_SCALE * (float) Math.log(boxWidth / width);
    }

    /**
     * Writes the box that {@code offsets[at..at+3]} make of {@code anchors[4a..]}, clipped to {@code width x height}, to
     * {@code boxes[4b..]}.
     */
    public static void decode(
            float[] offsets, int at, float[] anchors, int a, float[] boxes, int b, float width, float height) {
        float anchorWidth = anchors[4 * a + 2] - anchors[4 * a];
        float anchorHeight = anchors[4 * a + 3] - anchors[4 * a + 1];
        float cy = (anchors[4 * a + 1] + anchors[4 * a + 3]) / 2 + offsets[at] / CENTER_SCALE * anchorHeight;
        float cx = (anchors[4 * a] + anchors[4 * a + 2]) / 2 + offsets[at + 1] / CENTER_SCALE * anchorWidth;
        float h = anchorHeight * (float) Math.exp(Math.min(LARGEST_LOG, offsets[at + 2] / SIZE_SCALE));
        float w = anchorWidth * (float) Math.exp(Math.min(LARGEST_LOG, offsets[at + 3] / SIZE_SCALE));
        boxes[4 * b] = clamp(cx - w / 2, width);
        boxes[4 * b + 1] = clamp(cy - h / 2, height);
        boxes[4 * b + 2] = clamp(cx + w / 2, width);
        boxes[4 * b + 3] = clamp(cy + h / 2, height);
    }

    private static float clamp(float value, float limit) {
        return Math.max(0, Math.min(limit, value));
    }
}
