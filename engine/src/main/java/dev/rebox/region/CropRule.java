package dev.rebox.region;

/**
 * How regions are cut out.
 *
 * @param size samples a side
 * @param maxPool whether 2x2 max-pooling halves them (the paper's COCO setting)
 * @param placement where in an image the map's cells are
 */
public record CropRule(int size, boolean maxPool, CellAlignment placement) {
    /** Crops as TensorFlow's crop_and_resize places them. */
    public CropRule(int size, boolean maxPool) {
        this(size, maxPool, CellAlignment.CORNERS);
    }

    /** Whether a crop's numbers are weighted means of the map's, with weights that add up to 1. */
    boolean isLinear() {
        return !maxPool;
    }
}
