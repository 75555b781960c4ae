/**
 * Labels recycled from the boxes of an image (paper, section 3.1): the boxes that a detector is trained on say more
 * than where the objects are, and three auxiliary tasks learn from what else they say.
 *
 * <ul>
 *   <li>{@link dev.rebox.recycle.MultiObjectLabels}: what share of <em>any</em> window each class covers. Windows are
 *       drawn by {@link dev.rebox.recycle.WindowSampler}.
 *   <li>{@link dev.rebox.recycle.ClosenessLabels}: which other classes stand near an annotated box.
 *   <li>{@link dev.rebox.recycle.ForegroundLabel}: where in the image anything is, small things weighing as much as
 *       large ones.
 * </ul>
 *
 * All at once: <pre>{@code
 * List<LabelledBox> boxes = List.of(
 *         new LabelledBox(new Box(40, 40, 60, 60), 1),
 *         new LabelledBox(new Box(40, 140, 60, 160), 2));
 * RecycledLabels labels = RecycledLabels.of(300, 400, boxes, 2, 64, WindowSampler.seed(0, "my image"));
 * labels.closeness();    // [boxes][K+1]
 * labels.windows();      // 64 boxes
 * labels.multiObject();  // [windows][K+1]
 * labels.foreground();   // mask and weights, [64 * 64] each
 * }</pre>
 *
 * <p>Soft labels have the background at 0, the classes at 1..K, and the sum 1. What every label maker does with odd
 * input: boxes are clipped to the image first; one that then has no area counts as absent; boxes on one spot, of one
 * class or of several, are nothing special; without boxes all is background. Crowds are for the caller to leave out.
 *
 * <p>No tensors here: arrays and records, of use without the rest of the program.
 */
@NullMarked
package dev.rebox.recycle;

import org.jspecify.annotations.NullMarked;
