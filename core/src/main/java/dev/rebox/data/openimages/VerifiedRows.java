package dev.rebox.data.openimages;

import dev.rebox.data.Groups;
import dev.rebox.data.VerifiedLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Verified image-level labels in the order of their table, 8 bytes each until they are sorted by image. */
final class VerifiedRows {
    private int[] images = new int[1024];
    private int[] labels = new int[1024]; // negative where the class was looked for and is not there
    private int size;

    /** @param label 1..K in any numbering */
    void add(int image, int label, boolean present) {
        if (size == images.length) {
            images = Arrays.copyOf(images, 2 * size);
            labels = Arrays.copyOf(labels, 2 * size);
        }
        images[size] = image;
        labels[size++] = present ? label : -label;
    }

    ByImage byImage(int count) {
        return new ByImage(new Groups(count, Arrays.copyOf(images, size)), labels);
    }

    /** The rows of each image. */
    record ByImage(Groups groups, int[] labels) {
        /** @param numbers from the labels that were added to those that are wanted */
        VerifiedLabels of(int image, int[] numbers) {
            List<Integer> present = new ArrayList<>();
            List<Integer> absent = new ArrayList<>();
            for (int at = groups.start(image); at < groups.end(image); at++) {
                int label = labels[groups.member(at)];
                (label > 0 ? present : absent).add(numbers[Math.abs(label)]);
            }
            return new VerifiedLabels(present, absent);
        }
    }
}
