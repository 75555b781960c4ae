package dev.rebox.report.run;

import dev.rebox.evaluate.errors.Attribute;
import dev.rebox.evaluate.errors.Breakdown;
import dev.rebox.report.page.Figures;
import dev.rebox.report.page.Html;
import dev.rebox.report.page.Table;

/** AP by the size of objects and by the number of their neighbours. */
final class AttributeSection {
    private AttributeSection() {}

    static Html of(TestResults results) {
        Html html = new Html();
        html.open("div", "class", "plots");
        add(html, "By size", "area in pixels", results, Attribute.SIZE);
        add(html, "By neighbours", "objects beside it", results, Attribute.NEIGHBOURS);
        html.close();
        return html.element(
                "p",
                "AP at IoU .50, the mean over classes. Beside an object is what meets its box when that is widened to twice its sides.",
                "class",
                "quiet");
    }

    private static void add(Html html, String title, String column, TestResults results, Attribute trait) {
        Table table = new Table(column, "#test boxes", "#AP, %");
        for (Breakdown.Group group :
                Breakdown.of(results.truth(), results.detections(), trait).groups()) {
            table.row()
                    .word(group.name())
                    .figure(group.objects())
                    .bar(Figures.percent(group.ap()), group.ap(), 0)
                    .end();
        }
        html.open("div").element("h3", title).add(table.html()).close();
    }
}
