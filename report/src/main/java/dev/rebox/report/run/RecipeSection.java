package dev.rebox.report.run;

import dev.rebox.report.page.Html;
import dev.rebox.report.page.Table;
import dev.rebox.train.recipe.Decision;
import dev.rebox.train.recipe.Recipe;

/** What the automatic recipe has chosen, and why. */
final class RecipeSection {
    private RecipeSection() {}

    static Html of(Recipe recipe) {
        Html html = new Html();
        html.open("ul");
        recipe.facts().forEach(fact -> html.element("li", fact));
        html.close();
        Table table = new Table("setting", "chosen", "because");
        for (Decision decision : recipe.decisions()) {
            table.row()
                    .word(decision.key())
                    .word(decision.value())
                    .word(decision.why())
                    .end();
        }
        return html.add(table.html());
    }
}
