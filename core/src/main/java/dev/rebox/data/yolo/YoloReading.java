package dev.rebox.data.yolo;

import dev.rebox.box.Box;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How the long rows of a data set are meant. A row of an odd count of numbers can be a polygon or a box with something behind
 * it; {@code kpt_shape} decides, else the rows that fit in one way only decide for those that fit in both. Where no row does
 * and all have one length, which polygons hardly have, nothing decides, and the rows are faulty.
 *
 * @param keypointNumbers what {@code kpt_shape} says
 * @param polygons how rows that fit both readings are read; empty where nothing decides
 */
record YoloReading(Optional<Integer> keypointNumbers, Optional<Boolean> polygons) {
    /** @param rows all that will be read */
    static YoloReading of(Optional<Integer> keypointNumbers, Collection<YoloRow> rows) {
        List<YoloRow> longRows = rows.stream().filter(row -> !row.isPlain()).toList();
        boolean polygons = longRows.stream().anyMatch(row -> row.fitsPolygon() && !row.fitsBox());
        boolean boxes = longRows.stream().anyMatch(row -> row.fitsBox() && !row.fitsPolygon());
        long lengths = longRows.stream()
                .mapToInt(row -> row.values().length)
                .distinct()
                .count();
        if (polygons != boxes) {
            return new YoloReading(keypointNumbers, Optional.of(polygons));
        }
        return new YoloReading(keypointNumbers, lengths > 1 ? Optional.of(true) : Optional.empty());
    }

    /** The row's box in fractions; empty where it cannot be told. */
    Optional<Box> box(YoloRow row) {
        int length = row.values().length;
        if (row.isPlain() || keypointNumbers.isPresent() && length == 4 + keypointNumbers.get()) {
            return Optional.of(row.box());
        }
        boolean polygon = row.fitsPolygon();
        boolean box = row.fitsBox();
        if (polygon && box) {
            return polygons.flatMap(yes -> yes ? row.polygon() : Optional.of(row.box()));
        }
        return polygon ? row.polygon() : box ? Optional.of(row.box()) : Optional.empty();
    }

    /** What is wrong with a row that has no box. */
    String fault(YoloRow row) {
        int columns = row.values().length + 1;
        if (row.fitsPolygon() && row.fitsBox()) {
            return "a row of " + columns
                    + " numbers can be a polygon or a box with keypoints: give \"kpt_shape\" in the"
                    + " data.yaml for keypoints, or leave the columns behind the box out";
        }
        return "expected 'class centerX centerY width height' or a polygon in fractions of the image's sides, found "
                + columns + " numbers that are neither";
    }
}
