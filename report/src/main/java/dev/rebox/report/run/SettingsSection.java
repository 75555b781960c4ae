package dev.rebox.report.run;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.report.page.Html;
import dev.rebox.report.page.Table;
import dev.rebox.run.RunFolder;

/** All that is needed to repeat the run. */
final class SettingsSection {
    private SettingsSection() {}

    static Html of(RunFolder run, Config config, History history) {
        Html html = new Html();
        html.element("p", "To train it again, in another folder:");
        html.element(
                "pre", "./rebox train " + quoted(run.config().toString()) + " out=" + quoted(config.out() + "-again"));
        if (!history.environment().isEmpty()) {
            Table table = new Table("where it ran", "");
            history.environment()
                    .forEach((name, value) ->
                            table.row().word(name).word(shortened(value)).end());
            html.add(table.html());
        }
        html.open("details")
                .element("summary", "All settings")
                .element("pre", ConfigReader.write(config))
                .close();
        return html;
    }

    /** Times to the second, and hashes by their beginning: enough to compare two runs by eye. */
    static String shortened(String value) {
        return value.replaceFirst("(T\\d\\d:\\d\\d:\\d\\d)\\.\\d+", "$1")
                .replaceFirst("^(\\p{XDigit}{16})\\p{XDigit}{48}$", "$1…");
    }

    /** An argument as a shell takes it. */
    static String quoted(String argument) {
        return argument.matches("[\\w./:=+@-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
