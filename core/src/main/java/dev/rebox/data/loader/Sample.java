package dev.rebox.data.loader;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import dev.rebox.data.picture.Picture;
import dev.rebox.recycle.ForegroundLabel;
import java.util.List;

/**
 * One picture as training sees it: resized, perhaps flipped, with everything that is learned from its boxes. K classes.
 *
 * @param example the original, its boxes unscaled and unflipped
 * @param scaleX width of {@code picture} over the original's
 * @param annotations in pixels of {@code picture}, in the example's order, crowds included
 * @param windows in pixels of {@code picture}: {@code Nt} of them, one where there is no box
 * @param windowLabels {@code [Nt][K+1]} multi-object soft labels of the windows
 * @param closeness {@code [annotations][K+1]} closeness soft labels; the rows of crowds are all 0
 * @param foreground mask and weights of 64 x 64 cells
 */
public record Sample(
        Example example,
        Picture picture,
        double scaleX,
        double scaleY,
        boolean flipped,
        List<Annotation> annotations,
        List<Box> windows,
        float[][] windowLabels,
        float[][] closeness,
        ForegroundLabel foreground) {}
