package dev.rebox.auxiliary;

import dev.rebox.config.ModelConfig;
import dev.rebox.data.loader.CoveredCells;
import dev.rebox.data.loader.LabelMaker;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.auxiliary.ForegroundScore;
import java.util.List;

/** Which cells of the image any box covers (paper, section 3.1). */
public final class Foreground implements TaskKind {
    @Override
    public String name() {
        return "foreground";
    }

    @Override
    public String title() {
        return "Foreground mask";
    }

    @Override
    public double weight() {
        return 1;
    }

    @Override
    public List<AuxiliaryFigure> figures() {
        return List.of(
                new AuxiliaryFigure(
                        "foregroundAccuracy",
                        "foreground accuracy",
                        "which cells any box covers",
                        ForegroundScore::accuracy),
                new AuxiliaryFigure(
                        "foregroundIoU",
                        "foreground IoU",
                        "the cells told and the cells covered, overlap over union",
                        ForegroundScore::iou));
    }

    @Override
    public LabelMaker labels(ModelConfig config) {
        return CoveredCells::of;
    }

    @Override
    public AuxiliaryTask create(Parts parts) {
        return new ForegroundTask(
                parts.parameters(), parts.featureChannels(), parts.config().foregroundTanh());
    }
}
