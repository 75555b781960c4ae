package dev.rebox.auxiliary;

import dev.rebox.config.ModelConfig;
import dev.rebox.data.loader.LabelMaker;
import dev.rebox.data.loader.WindowLabels;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.auxiliary.MultiObjectScore;
import java.util.List;

/** Which classes fill a window, and how much of it (paper, section 3.1 and Algorithm 1). */
public final class MultiObject implements TaskKind {
    @Override
    public String name() {
        return "multi_object";
    }

    @Override
    public String title() {
        return "Multi-object label";
    }

    @Override
    public double weight() {
        return 1;
    }

    @Override
    public List<AuxiliaryFigure> figures() {
        return List.of(new AuxiliaryFigure(
                "multiObjectMAP",
                "multi-object mAP",
                "which classes a window shows",
                MultiObjectScore::meanAveragePrecision));
    }

    @Override
    public LabelMaker labels(ModelConfig config) {
        return image -> WindowLabels.of(image, config.windows());
    }

    @Override
    public AuxiliaryTask create(Parts parts) {
        return new MultiObjectTask(parts.classifier().get(), parts.config().refineWindows());
    }
}
