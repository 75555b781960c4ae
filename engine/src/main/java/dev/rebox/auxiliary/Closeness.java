package dev.rebox.auxiliary;

import dev.rebox.config.ModelConfig;
import dev.rebox.data.loader.LabelMaker;
import dev.rebox.data.loader.NeighbourLabels;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.auxiliary.ClosenessScore;
import java.util.List;

/** Which other classes are near an object, the nearer the more (paper, section 3.1 and Algorithm 2). */
public final class Closeness implements TaskKind {
    @Override
    public String name() {
        return "closeness";
    }

    @Override
    public String title() {
        return "Closeness label";
    }

    @Override
    public double weight() {
        return 0.3;
    }

    @Override
    public List<AuxiliaryFigure> figures() {
        return List.of(new AuxiliaryFigure(
                "closenessTop1",
                "closeness top-1",
                "which other class is nearest to an object",
                ClosenessScore::topOneAgreement));
    }

    @Override
    public LabelMaker labels(ModelConfig config) {
        return NeighbourLabels::of;
    }

    @Override
    public AuxiliaryTask create(Parts parts) {
        return new ClosenessTask(parts.classifier().get());
    }
}
