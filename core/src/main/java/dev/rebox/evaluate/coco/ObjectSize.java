package dev.rebox.evaluate.coco;

/** COCO's kinds of objects by area, in square pixels of the image, both ends included. */
public enum ObjectSize {
    ALL(0, 1e10),
    SMALL(0, 32 * 32),
    MEDIUM(32 * 32, 96 * 96),
    LARGE(96 * 96, 1e10);

    private final double smallest;
    private final double largest;

    ObjectSize(double smallest, double largest) {
        this.smallest = smallest;
        this.largest = largest;
    }

    /** True for an area of this size; 32 x 32 and 96 x 96 belong to the sizes on both sides. */
    public boolean holds(double area) {
        return area >= smallest && area <= largest;
    }
}
