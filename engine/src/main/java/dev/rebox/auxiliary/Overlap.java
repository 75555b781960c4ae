package dev.rebox.auxiliary;

import dev.rebox.config.ModelConfig;
import dev.rebox.data.loader.LabelMaker;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.auxiliary.OverlapScore;
import dev.rebox.recycle.OverlapLabels;
import java.util.List;

/** How well a random window shows an object, and where that object's sides lie (paper, section 5). */
public final class Overlap implements TaskKind {
    static final String NAME = "overlap";
    static final String TITLE = "Overlap labels";

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
        return List.of(new AuxiliaryFigure(
                "overlapAgreement",
                "overlap agreement",
                "1 less the distance of the IoU told from a window's largest one",
                OverlapScore::agreement));
    }

    @Override
    public LabelMaker labels(ModelConfig config) {
        return LabelledOverlaps::of;
    }

    @Override
    public AuxiliaryTask create(Parts parts) {
        return new OverlapTask(parts.outputs().apply(OverlapLabels.NUMBERS));
    }
}
