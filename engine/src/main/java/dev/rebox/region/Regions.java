package dev.rebox.region;

import dev.rebox.box.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Boxes in the pictures of a batch.
 *
 * @param pictures [N] the picture of each
 * @param boxes [N, 4] packed: x1, y1, x2, y2 in pixels
 */
public record Regions(int[] pictures, float[] boxes) {

    public int size() {
        return pictures.length;
    }

    /** The boxes of each picture of a batch, packed. */
    public static Regions ofPictures(List<float[]> boxes) {
        List<Regions> parts = new ArrayList<>();
        for (int picture = 0; picture < boxes.size(); picture++) {
            int[] pictures = new int[boxes.get(picture).length / 4];
            Arrays.fill(pictures, picture);
            parts.add(new Regions(pictures, boxes.get(picture)));
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

    /** The whole of each picture. */
    public static Regions wholePictures(PaddedSize frame) {
        int[] pictures = new int[frame.pictures()];
        float[] boxes = new float[4 * pictures.length];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = i;
            boxes[4 * i + 2] = frame.widths()[i];
            boxes[4 * i + 3] = frame.heights()[i];
        }
        return new Regions(pictures, boxes);
    }

    /**
     * Each region grown towards its picture: every side moved {@code share} of its way to the picture's border (paper,
     * section 3.3: 0 is the region itself, 1 the whole picture).
     */
    public Regions grown(double share, PaddedSize frame) {
        float[] grown = new float[boxes.length];
        float s = (float) share;
        for (int i = 0; i < pictures.length; i++) {
            int at = 4 * i;
            grown[at] = boxes[at] * (1 - s);
            grown[at + 1] = boxes[at + 1] * (1 - s);
            grown[at + 2] = boxes[at + 2] + (frame.widths()[pictures[i]] - boxes[at + 2]) * s;
            grown[at + 3] = boxes[at + 3] + (frame.heights()[pictures[i]] - boxes[at + 3]) * s;
        }
        return new Regions(pictures, grown);
    }

    /** These and then those of the others. */
    public static Regions join(List<Regions> parts) {
        int count = parts.stream().mapToInt(Regions::size).sum();
        int[] pictures = new int[count];
        float[] boxes = new float[4 * count];
        int at = 0;
        for (Regions part : parts) {
            System.arraycopy(part.pictures, 0, pictures, at, part.size());
            System.arraycopy(part.boxes, 0, boxes, 4 * at, 4 * part.size());
            at += part.size();
        }
        return new Regions(pictures, boxes);
    }

    /** The regions {@code first .. first + count - 1}. */
    public Regions part(int first, int count) {
        return first == 0 && count == size()
                ? this
                : new Regions(
                        Arrays.copyOfRange(pictures, first, first + count),
                        Arrays.copyOfRange(boxes, 4 * first, 4 * (first + count)));
    }

    /** The regions with these indices. */
    public Regions select(int[] indices) {
        int[] chosen = new int[indices.length];
        float[] chosenBoxes = new float[4 * indices.length];
        for (int i = 0; i < indices.length; i++) {
            chosen[i] = pictures[indices[i]];
            System.arraycopy(boxes, 4 * indices[i], chosenBoxes, 4 * i, 4);
        }
        return new Regions(chosen, chosenBoxes);
    }
}
