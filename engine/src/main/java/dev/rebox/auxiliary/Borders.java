package dev.rebox.auxiliary;

import dev.rebox.config.ModelConfig;
import dev.rebox.data.loader.LabelMaker;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.auxiliary.BorderScore;
import dev.rebox.recycle.BorderLabels;
import java.util.List;

/** Where the four sides of an object lie relative to a region: a task that helps box regression (paper, section 5). */
public final class Borders implements TaskKind {
    static final String NAME = "borders";
    static final String TITLE = "Border labels";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public double weight() {
        return 0.3;
    }

    @Override
    public List<AuxiliaryFigure> figures() {
        return List.of(
                new AuxiliaryFigure(
                        "bordersNear",
                        "borders near",
                        "sides of an object told to a sixteenth of its window",
                        BorderScore::near),
                new AuxiliaryFigure(
                        "bordersIoU",
                        "borders IoU",
                        "the box told and the object's box, overlap over union",
                        BorderScore::iou));
    }

    @Override
    public LabelMaker labels(ModelConfig config) {
        return LabelledBorders::of;
    }

    @Override
    public AuxiliaryTask create(Parts parts) {
        return new BordersTask(parts.outputs().apply(BorderLabels.NUMBERS));
    }
}
