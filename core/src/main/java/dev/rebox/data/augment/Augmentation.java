package dev.rebox.data.augment;

/**
 * Which augmentations training uses; 0 leaves one out.
 *
 * @param mosaic share of the images that are four images beside each other
 * @param turn share of the images that are turned by 90, 180 or 270 degrees
 * @param crop share of the images of which a part is seen, no box cut
 * @param scale the size varies by this factor up and down, below 1: .25 is from .75 to 1.25
 * @param photometric brightness, contrast and saturation vary by this factor up and down, below 1
 * @param blur share of the images that are blurred
 * @param jpeg share of the images that have the noise of a strongly compressed JPEG
 */
public record Augmentation(
        double mosaic, double turn, double crop, double scale, double photometric, double blur, double jpeg) {
    public static final Augmentation NONE = new Augmentation(0, 0, 0, 0, 0, 0, 0);

    public Augmentation {
        for (double value : new double[] {mosaic, turn, crop, blur, jpeg}) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException(value + " is not a share from 0 to 1");
            }
        }
        if (!(scale >= 0 && scale < 1 && photometric >= 0 && photometric < 1)) {
            throw new IllegalArgumentException(scale + " and " + photometric + " are not from 0 to below 1");
        }
    }

    /** Whether images are seen as they are. */
    public boolean none() {
        return equals(NONE);
    }

    /** Whether pixels are moved, for which the image itself is needed and not the resized one. */
    public boolean moves() {
        return mosaic > 0 || turn > 0 || crop > 0 || scale > 0;
    }
}
