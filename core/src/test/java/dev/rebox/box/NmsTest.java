package dev.rebox.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NmsTest {
    /** Three boxes in a row, each half over the next (IoU 1/3), and one far away. */
    private static final float[] ROW = {0, 0, 10, 10, 5, 0, 15, 10, 10, 0, 20, 10, 50, 50, 60, 60};

    @Test
    void theHighestScoreSuppressesItsNeighbours() {
        assertThat(Nms.keep(ROW, new float[] {.5f, .9f, .6f, .1f}, .3f, 10)).containsExactly(1, 3);
        assertThat(Nms.keep(ROW, new float[] {.9f, .5f, .6f, .1f}, .3f, 10))
                .as("what is suppressed suppresses nothing")
                .containsExactly(0, 2, 3);
    }

    @Test
    void onlyIouAboveTheThresholdSuppresses() {
        float[] halves = {0, 0, 10, 10, 0, 0, 10, 5}; // IoU exactly 1/2
        assertThat(Nms.keep(halves, new float[] {1, .5f}, .5f, 10)).containsExactly(0, 1);
        assertThat(Nms.keep(halves, new float[] {1, .5f}, .49f, 10)).containsExactly(0);
    }

    @Test
    void equalScoresKeepTheirOrder() {
        assertThat(Nms.keep(ROW, new float[] {.5f, .5f, .5f, .5f}, .4f, 10)).containsExactly(0, 1, 2, 3);
        assertThat(Nms.keep(ROW, new float[] {-0f, 0f, -1f, -2f}, .4f, 10)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void theLimitStopsEarly() {
        assertThat(Nms.keep(ROW, new float[] {.1f, .2f, .3f, .4f}, .4f, 2)).containsExactly(3, 2);
        assertThat(Nms.keep(ROW, new float[] {.1f, .2f, .3f, .4f}, .4f, 0)).isEmpty();
        assertThat(Nms.keep(new float[0], new float[0], .4f, 5)).isEmpty();
    }

    @Test
    void boxesWithoutAreaAndScoresThatAreNoNumberGo() {
        float[] boxes = {5, 5, 5, 9, 0, 0, 10, 10, 20, 20, 30, 30};
        assertThat(Nms.keep(boxes, new float[] {.9f, .5f, Float.NaN}, .5f, 5)).containsExactly(1);
    }

    @Test
    void sizesMustFit() {
        assertThatThrownBy(() -> Nms.keep(new float[7], new float[2], .5f, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("7 coordinates for 2 scores");
    }

    @Test
    void classesDoNotSuppressEachOther() {
        // Two regions on one spot, two classes, the same box for both classes.
        float[] boxes = {0, 0, 10, 10, 0, 0, 10, 10, 1, 0, 11, 10, 1, 0, 11, 10};
        float[] probabilities = {.1f, .6f, .3f, .05f, .55f, .4f};
        assertThat(Nms.perClass(probabilities, boxes, 2, .2f, .5f, 100, 300))
                .containsExactly(
                        new Detection(new Box(0, 0, 10, 10), 1, .6f), new Detection(new Box(1, 0, 11, 10), 2, .4f));
        assertThat(Nms.perClass(probabilities, boxes, 2, .5f, .9f, 100, 300))
                .as("the floor")
                .extracting(Detection::label)
                .containsExactly(1, 1);
        assertThat(Nms.perClass(probabilities, boxes, 2, .2f, .9f, 1, 300))
                .as("one of each class")
                .extracting(Detection::label)
                .containsExactly(1, 2);
        assertThat(Nms.perClass(probabilities, boxes, 2, .2f, .9f, 100, 3)).hasSize(3);
    }

    @Test
    void agreesWithTheDefinition() {
        Random random = new Random(3);
        for (int round = 0; round < 40; round++) {
            int n = random.nextInt(300);
            float[] boxes = new float[4 * n];
            float[] scores = new float[n];
            for (int i = 0; i < n; i++) {
                boxes[4 * i] = random.nextInt(60);
                boxes[4 * i + 1] = random.nextInt(60);
                boxes[4 * i + 2] = boxes[4 * i] + random.nextInt(40);
                boxes[4 * i + 3] = boxes[4 * i + 1] + random.nextInt(40);
                scores[i] = random.nextInt(100) / 100f;
            }
            float threshold = .21f + .07f * (round % 10);
            int limit = 1 + random.nextInt(80);
            assertThat(Nms.keep(boxes, scores, threshold, limit)).isEqualTo(naive(boxes, scores, threshold, limit));
        }
    }

    private static int[] naive(float[] boxes, float[] scores, double threshold, int limit) {
        List<Integer> kept = new ArrayList<>();
        IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparing(i -> -scores[i]))
                .filter(i -> !box(boxes, i).isEmpty())
                .forEach(i -> {
                    boolean free = kept.stream().noneMatch(k -> box(boxes, k).iou(box(boxes, i)) > threshold);
                    if (free && kept.size() < limit) {
                        kept.add(i);
                    }
                });
        return kept.stream().mapToInt(i -> i).toArray();
    }

    private static Box box(float[] boxes, int i) {
        return new Box(boxes[4 * i], boxes[4 * i + 1], boxes[4 * i + 2], boxes[4 * i + 3]);
    }
}
