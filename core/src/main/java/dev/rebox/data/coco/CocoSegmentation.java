package dev.rebox.data.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rebox.box.mask.Mask;
import dev.rebox.box.mask.Polygons;
import dev.rebox.box.mask.RunText;
import dev.rebox.box.mask.Segmentation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A COCO annotation's {@code "segmentation"}: polygons {@code [[x, y, ...], ...]}, or run lengths
 * {@code {"size": [height, width], "counts": [...] or "..."}}.
 *
 * @param polygon whether there is a list, from which a box may be made
 * @param value what it says; null where there is none or it was passed over
 * @param fault what is wrong with it; null where nothing is
 */
record CocoSegmentation(
        boolean polygon,
        @Nullable Segmentation value,
        @Nullable String fault) {
    static final CocoSegmentation NONE = new CocoSegmentation(false, null, null);

    private static final CocoSegmentation PASSED_OVER = new CocoSegmentation(true, null, null);

    /** Reads the value at the parser to its end. @param wanted whether it is understood, or passed over */
    static CocoSegmentation read(JsonParser json, boolean wanted) throws IOException {
        boolean polygon = json.currentToken() == JsonToken.START_ARRAY;
        boolean runs = json.currentToken() == JsonToken.START_OBJECT;
        if (!wanted || !polygon && !runs) {
            json.skipChildren();
            return polygon ? PASSED_OVER : NONE;
        }
        try {
            return new CocoSegmentation(polygon, polygon ? polygons(json) : runs(json), null);
        } catch (IllegalArgumentException e) {
            return new CocoSegmentation(polygon, null, "its \"segmentation\" cannot be used: " + e.getMessage());
        }
    }

    /** Null where there is none with an area: two points have none. Reads to its end even where it throws. */
    private static @Nullable Segmentation polygons(JsonParser json) throws IOException {
        List<double[]> rings = new ArrayList<>();
        String fault = null;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_ARRAY) {
                double[] ring = numbers(json);
                if (ring.length >= 6 || ring.length % 2 == 1) {
                    rings.add(ring);
                }
            } else {
                json.skipChildren();
                fault = "it must be a list of polygons, each a list of numbers";
            }
        }
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
        return rings.isEmpty() ? null : new Polygons(rings);
    }

    private static Mask runs(JsonParser json) throws IOException {
        double[] size = {};
        double @Nullable [] counts = null;
        String text = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            boolean list = json.currentToken() == JsonToken.START_ARRAY;
            if (key.equals("size") && list) {
                size = numbers(json);
            } else if (key.equals("counts") && list) {
                counts = numbers(json);
            } else if (key.equals("counts")) {
                text = CocoValues.text(json);
            } else {
                json.skipChildren();
            }
        }
        if (size.length != 2 || !isWhole(size)) {
            throw new IllegalArgumentException("its \"size\" must be [height, width] in pixels");
        }
        if (text != null) {
            return Mask.ofRuns((int) size[1], (int) size[0], RunText.read(text));
        }
        if (counts == null || !isWhole(counts)) {
            throw new IllegalArgumentException("its \"counts\" must be whole numbers, or their text");
        }
        long[] runs = Arrays.stream(counts).mapToLong(c -> (long) c).toArray();
        return Mask.ofRuns((int) size[1], (int) size[0], runs);
    }

    /** A cast would make another number of one that is not whole. */
    private static boolean isWhole(double[] values) {
        return Arrays.stream(values).allMatch(v -> v == Math.rint(v) && Math.abs(v) <= Integer.MAX_VALUE);
    }

    /** The numbers of a list; NaN in place of anything else. */
    private static double[] numbers(JsonParser json) throws IOException {
        double[] numbers = new double[16];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = CocoValues.number(json);
        }
        return Arrays.copyOf(numbers, count);
    }
}
