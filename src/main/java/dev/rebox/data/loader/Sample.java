package dev.rebox.data.loader;

import dev.rebox.box.Box;
import dev.rebox.data.*;
import dev.rebox.data.picture.Picture;
import dev.rebox.recycle.ForegroundLabel;
import java.util.List;

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
