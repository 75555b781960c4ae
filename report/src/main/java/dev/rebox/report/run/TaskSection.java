package dev.rebox.report.run;

import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.auxiliary.TaskDescriptions;
import dev.rebox.report.page.Figures;
import dev.rebox.report.page.Html;
import dev.rebox.report.page.Table;
import java.util.List;
import java.util.Map;

/** How well auxiliary heads do their own tasks, those of one run or of several beside each other. */
public final class TaskSection {
    private TaskSection() {}

    /** @param names of the runs @param figures of each run, empty for one without auxiliary heads */
    public static Html of(List<String> names, List<Map<AuxiliaryFigure, Double>> figures) {
        String[] columns = new String[names.size() + 1];
        columns[0] = "figure";
        for (int i = 0; i < names.size(); i++) {
            columns[i + 1] = "#" + names.get(i);
        }
        Table table = new Table(columns);
        for (AuxiliaryFigure figure : TaskDescriptions.figures()) {
            if (figures.stream().anyMatch(f -> f.containsKey(figure))) {
                table.row().word(figure.title(), figure.meaning());
                figures.forEach(f -> table.figure(Figures.percent(f.getOrDefault(figure, -1.0))));
                table.end();
            }
        }
        return new Html()
                .add(table.html())
                .element(
                        "p",
                        "Labels recycled from the test boxes, which no head was trained on: random windows, the annotated"
                                + " boxes, 64 x 64 cells. A head that does its task well has learned what it was added for;"
                                + " the figures above tell what that is worth.",
                        "class",
                        "quiet");
    }
}
