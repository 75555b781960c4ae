package dev.rebox.data.check;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.image.ResizeRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What is in a data set. Crowds and boxes without area are not counted, except in {@code boxes}.
 *
 * @param classes boxes of each class, in the order of the label map
 * @param sides how many boxes have a shorter side, at the network's resolution, of at most so many pixels: upper bound to
 *     count, the last bound being infinite
 * @param bestIou how many boxes have a best IoU with the anchors of at least 0, .1, ... .9, as counts of each tenth
 * @param anchorRecall50 share of boxes that an anchor meets with an IoU of .5 or more
 * @param anchorRecall70 the same for .7, at which an anchor becomes a positive one
 * @param neighbours what the nearest box tells of a box's class
 * @param together {@code [K][K]}: images that show both classes; on the diagonal those that show the class
 */
public record Statistics(
        int images,
        int boxes,
        Map<String, Integer> classes,
        Map<Integer, Integer> sides,
        int[] bestIou,
        double anchorRecall50,
        double anchorRecall70,
        Neighbours neighbours,
        int[][] together) {

    private static final int[] SIDE_BOUNDS = {16, 32, 64, 128, 256, 512, Integer.MAX_VALUE};

    /** @param reach the sizes and anchors of the training that is meant */
    static Statistics of(Dataset data, AnchorReach reach) {
        int k = data.labels().size();
        Map<String, Integer> classes = new LinkedHashMap<>();
        data.labels().names().forEach(name -> classes.put(name, 0));
        Map<Integer, Integer> sides = new LinkedHashMap<>();
        for (int bound : SIDE_BOUNDS) {
            sides.put(bound, 0);
        }
        int[] bestIou = new int[10];
        int[][] together = new int[k][k];
        int measured = 0;
        int met50 = 0;
        int met70 = 0;
        for (Example example : data.examples()) {
            boolean[] shown = new boolean[k];
            for (Annotation annotation : example.annotations()) {
                classes.merge(data.labels().name(annotation.label()), 1, Integer::sum);
                shown[annotation.label() - 1] = true;
                boolean usable = !annotation.crowd() && example.width() > 0 && example.height() > 0;
                if (!usable || annotation.box().isEmpty()) {
                    continue;
                }
                double iou = reach.bestIou(annotation.box(), example.width(), example.height());
                measured++;
                bestIou[Math.min(9, (int) (iou * 10))]++;
                met50 += iou >= 0.5 ? 1 : 0;
                met70 += iou >= 0.7 ? 1 : 0;
                sides.merge(bound(shorterSide(annotation.box(), example, reach)), 1, Integer::sum);
            }
            count(shown, together);
        }
        double all = Math.max(1, measured);
        return new Statistics(
                data.examples().size(),
                data.boxes(),
                classes,
                sides,
                bestIou,
                met50 / all,
                met70 / all,
                Neighbours.of(data),
                together);
    }

    private static double shorterSide(Box box, Example example, AnchorReach reach) {
        ResizeRule.Target target = reach.resize().of(example.width(), example.height());
        return Math.min(box.width() * target.scaleX(), box.height() * target.scaleY());
    }

    private static int bound(double side) {
        for (int bound : SIDE_BOUNDS) {
            if (side <= bound) {
                return bound;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static void count(boolean[] shown, int[][] together) {
        for (int a = 0; a < shown.length; a++) {
            for (int b = 0; b < shown.length; b++) {
                together[a][b] += shown[a] && shown[b] ? 1 : 0;
            }
        }
    }

    /** A pair of classes and the number of images that show both. */
    public record Pair(String one, String other, int images) {}

    /** The pairs of classes that are seen together most often, most frequent first. */
    public List<Pair> company(int most) {
        List<String> names = List.copyOf(classes.keySet());
        return IntStream.range(0, names.size())
                .boxed()
                .flatMap(a -> IntStream.range(a + 1, names.size())
                        .mapToObj(b -> new Pair(names.get(a), names.get(b), together[a][b])))
                .filter(pair -> pair.images > 0)
                .sorted((a, b) -> Integer.compare(b.images, a.images))
                .limit(most)
                .toList();
    }
}
