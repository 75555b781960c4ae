package dev.rebox.box;

/**
 * Indices by falling score, equal scores by rising index, sorted only as far as they are asked for: a binary heap of
 * longs whose upper half is the score and whose lower half the index. Scores that are NaN are left out.
 */
final class ScoreOrder {
    private final long[] heap;
    private int size;

    /** @param scores {@code [n]} */
    ScoreOrder(float[] scores, int n) {
        heap = new long[n];
        for (int i = 0; i < n; i++) {
            if (!Float.isNaN(scores[i])) {
                heap[size++] = key(scores[i], i);
            }
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Takes out the index of the highest score left. */
    int next() {
        int index = ~(int) heap[0];
        heap[0] = heap[--size];
        sink(0);
        return index;
    }

    private static long key(float score, int index) {
        int bits = Float.floatToRawIntBits(score + 0f); // + 0: the two zeros are one score
        int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE); // an int that sorts as the float does
        return ((long) ordered << 32) | (~index & 0xffffffffL);
    }

    private void sink(int from) {
        int parent = from;
        long key = heap[parent];
        for (int child = 2 * parent + 1; child < size; child = 2 * parent + 1) {
            if (child + 1 < size && heap[child + 1] > heap[child]) {
                child++;
            }
            if (heap[child] <= key) {
                break;
            }
            heap[parent] = heap[child];
            parent = child;
        }
        heap[parent] = key;
    }
}
