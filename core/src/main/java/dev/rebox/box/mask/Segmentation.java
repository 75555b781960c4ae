package dev.rebox.box.mask;

/** The outline of an object as annotations have it: {@link Polygons}, or a {@link Mask} of pixels. */
public interface Segmentation {
    /**
     * Its pixels.
     *
     * @param width of the image, pixels
     * @param height of the image, pixels
     * @throws dev.rebox.error.DataException where it is of an image of another size
     */
    Mask mask(int width, int height);
}
