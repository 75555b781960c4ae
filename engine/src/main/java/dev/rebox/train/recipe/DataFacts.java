package dev.rebox.train.recipe;

import dev.rebox.box.Anchors;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.check.AnchorReach;
import dev.rebox.data.image.ResizeRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a data set says of how to train on it.
 *
 * @param images trained on
 * @param boxes without crowds
 * @param classes K
 * @param shorterSide the median of the images' shorter sides, pixels
 * @param boxSides [boxes] the root of a box's area over its image's shorter side, rising
 * @param mixed share of the images with a box that show two classes or more
 */
record DataFacts(int images, int boxes, int classes, double shorterSide, double[] boxSides, double mixed) {

    static DataFacts of(Dataset data) {
        List<Double> sides = new ArrayList<>();
        List<Double> boxes = new ArrayList<>();
        int shown = 0;
        int mixed = 0;
        for (Example example : data.examples()) {
            double side = Math.min(example.width(), example.height());
            List<Annotation> objects =
                    example.annotations().stream().filter(a -> !a.crowd()).toList();
            sides.add(side);
            objects.forEach(a -> boxes.add(Math.sqrt(a.box().area()) / side));
            shown += objects.isEmpty() ? 0 : 1;
            mixed += objects.stream().map(Annotation::label).distinct().count() > 1 ? 1 : 0;
        }
        return new DataFacts(
                data.examples().size(),
                boxes.size(),
                data.labels().size(),
                quantile(sorted(sides), 0.5),
                sorted(boxes),
                shown == 0 ? 0 : (double) mixed / shown);
    }

    private static double[] sorted(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))];
    }

    /** Of the boxes' sides, as a share of the image's shorter side. @param share 0 to 1 */
    double boxSide(double share) {
        return quantile(boxSides, share);
    }

    /** The mean over the boxes of the best IoU with any anchor. */
    static double anchorFit(Dataset data, ResizeRule rule, Anchors anchors) {
        return new AnchorReach(rule, anchors).meanBestIou(data);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d images of %.0f pixels (shorter side, median), %d boxes of %d classes; nine of ten boxes are larger than"
                        + " %.1f %% of the shorter side; %.0f %% of the images show several classes",
                images,
                shorterSide,
                boxes,
                classes,
                100 * boxSide(0.1),
                100 * mixed);
    }
}
