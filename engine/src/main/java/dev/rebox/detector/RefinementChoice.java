package dev.rebox.detector;

import dev.rebox.box.Nms;
import java.util.stream.IntStream;

/**
 * Which regions of an image are worth a refinement, by what the main head says of them. The refinement looks at five
 * windows around a region, so that each costs as much as five regions of the main head; most regions cannot become a
 * detection of weight anyway.
 *
 * @param refined rising indices of the regions that a class wants and that are not a weaker copy of another one
 * @param dropped rising indices of the weaker copies: a class wants them, but in every such class a stronger region
 *     suppresses them. There they are left out, or a copy would stand in for a detection that the refinement has turned down.
 */
record RefinementChoice(int[] refined, int[] dropped) {
    /**
     * @param floor a class wants a region if it has at least this probability; 0: every region is refined
     * @param nms IoU above which the weaker of two boxes of a class is suppressed
     */
    static RefinementChoice of(ClassifiedRegions image, double floor, double nms) {
        int regions = image.size();
        int classes = image.classes();
        if (floor == 0) {
            return new RefinementChoice(IntStream.range(0, regions).toArray(), new int[0]);
        }
        boolean[] wanted = new boolean[regions];
        boolean[] kept = new boolean[regions];
        int[] candidates = new int[regions];
        float[] scores = new float[regions];
        float[] candidateBoxes = new float[4 * regions];
        for (int k = 0; k < classes; k++) {
            int n = 0;
            for (int r = 0; r < regions; r++) {
                float score = image.probabilities()[r * (classes + 1) + k + 1];
                if (score >= floor) {
                    wanted[r] = true;
                    candidates[n] = r;
                    scores[n] = score;
                    System.arraycopy(image.boxes(), 4 * (r * classes + k), candidateBoxes, 4 * n++, 4);
                }
            }
            for (int i : Nms.keep(candidateBoxes, scores, n, (float) nms, n)) {
                kept[candidates[i]] = true;
            }
        }
        return new RefinementChoice(
                IntStream.range(0, regions).filter(r -> kept[r]).toArray(),
                IntStream.range(0, regions).filter(r -> wanted[r] && !kept[r]).toArray());
    }

    /**
     * Sets the dropped regions' probabilities of the classes that want them to 0. What the others say of them, with little
     * probability, stays: there they may not be copies.
     *
     * @param probabilities [.., K + 1] packed, of several images
     * @param first the row of this image's first region
     * @param classes K
     */
    void leaveOut(float[] probabilities, int first, int classes, double floor) {
        for (int r : dropped) {
            int row = (first + r) * (classes + 1);
            for (int k = row + 1; k <= row + classes; k++) {
                if (probabilities[k] >= floor) {
                    probabilities[k] = 0;
                }
            }
        }
    }
}
