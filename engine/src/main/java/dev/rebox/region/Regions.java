package dev.rebox.region;

import dev.rebox.box.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Boxes in the images of a batch.
 *
 * @param images [N] the image of each
 * @param boxes [N, 4] packed: x1, y1, x2, y2 in pixels
 */
public record Regions(int[] images, float[] boxes) {

    public int size() {
        return images.length;
    }

    /** The boxes of each image of a batch, packed. */
    public static Regions ofImages(List<float[]> boxes) {
        List<Regions> parts = new ArrayList<>();
        for (int image = 0; image < boxes.size(); image++) {
            int[] images = new int[boxes.get(image).length / 4];
            Arrays.fill(images, image);
            parts.add(new Regions(images, boxes.get(image)));
        }
        return join(parts);
    }

    /** [N, 4] packed. */
    public static float[] packed(List<Box> boxes) {
        float[] packed = new float[4 * boxes.size()];
        int at = 0;
        for (Box box : boxes) {
            packed[at++] = (float) box.x1();
            packed[at++] = (float) box.y1();
            packed[at++] = (float) box.x2();
            packed[at++] = (float) box.y2();
        }
        return packed;
    }

    /** The whole of each image. */
    public static Regions wholeImages(PaddedSize frame) {
        int[] images = new int[frame.images()];
        float[] boxes = new float[4 * images.length];
        for (int i = 0; i < images.length; i++) {
            images[i] = i;
            boxes[4 * i + 2] = frame.widths()[i];
            boxes[4 * i + 3] = frame.heights()[i];
        }
        return new Regions(images, boxes);
    }

    /**
     * Each region grown towards its image: every side moved {@code share} of its way to the image's border (paper,
     * section 3.3: 0 is the region itself, 1 the whole image).
     */
    public Regions grown(double share, PaddedSize frame) {
        float[] grown = new float[boxes.length];
        float s = (float) share;
        for (int i = 0; i < images.length; i++) {
            int at = 4 * i;
            grown[at] = boxes[at] * (1 - s);
            grown[at + 1] = boxes[at + 1] * (1 - s);
            grown[at + 2] = boxes[at + 2] + (frame.widths()[images[i]] - boxes[at + 2]) * s;
            grown[at + 3] = boxes[at + 3] + (frame.heights()[images[i]] - boxes[at + 3]) * s;
        }
        return new Regions(images, grown);
    }

    /** These and then those of the others. */
    public static Regions join(List<Regions> parts) {
        int count = parts.stream().mapToInt(Regions::size).sum();
        int[] images = new int[count];
        float[] boxes = new float[4 * count];
        int at = 0;
        for (Regions part : parts) {
            System.arraycopy(part.images, 0, images, at, part.size());
            System.arraycopy(part.boxes, 0, boxes, 4 * at, 4 * part.size());
            at += part.size();
        }
        return new Regions(images, boxes);
    }

    /** The regions {@code first .. first + count - 1}. */
    public Regions part(int first, int count) {
        return first == 0 && count == size()
                ? this
                : new Regions(
                        Arrays.copyOfRange(images, first, first + count),
                        Arrays.copyOfRange(boxes, 4 * first, 4 * (first + count)));
    }

    /** The regions with these indices. */
    public Regions select(int[] indices) {
        int[] chosen = new int[indices.length];
        float[] chosenBoxes = new float[4 * indices.length];
        for (int i = 0; i < indices.length; i++) {
            chosen[i] = images[indices[i]];
            System.arraycopy(boxes, 4 * indices[i], chosenBoxes, 4 * i, 4);
        }
        return new Regions(chosen, chosenBoxes);
    }
}
