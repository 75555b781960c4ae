package dev.rebox.evaluate.matching;

import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/** The order of images, which decides between equal scores: by number where all ids are numbers, as COCO's tool does. */
public final class Images {
    private Images() {}

    /** The images by number, or in the data set's own order where an id is not a number. */
    public static List<Example> ordered(Dataset dataset) {
        boolean numbers = dataset.examples().stream().allMatch(e -> isNumber(e.id()));
        if (!numbers) {
            return dataset.examples();
        }
        return dataset.examples().stream()
                .sorted(Comparator.comparing(e -> new BigInteger(e.id())))
                .toList();
    }

    private static boolean isNumber(String id) {
        return !id.isEmpty() && id.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
