package dev.rebox.study;

import dev.rebox.file.AtomicFile;
import dev.rebox.report.page.Html;
import dev.rebox.report.page.Page;
import dev.rebox.run.RunFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A study's answer as files in its folder: {@code README.md}, {@code study.html}, {@code study.json} and the plots. */
final class AnswerFiles {
    private final Path folder;

    AnswerFiles(Path folder) {
        this.folder = folder;
    }

    void write(StudyAnswer answer) {
        List<AnswerTable> tables = AnswerTables.of(answer);
        Map<String, String> plots = new LinkedHashMap<>();
        answer.settings().stream().map(StudyAnswer.Setting::network).distinct().forEach(network -> GainPlot.svg(
                        answer, network)
                .ifPresent(svg -> plots.put("gain" + (network.isEmpty() ? "" : "-" + network) + ".svg", svg)));
        plots.forEach((name, svg) -> AtomicFile.write(folder.resolve(name), svg));
        RunFolder.writeJson(folder.resolve("study.json"), answer);
        AtomicFile.write(folder.resolve("README.md"), markdown(answer, tables, plots));
        page(answer, tables, plots).write(folder.resolve("study.html"));
    }

    /** The tables as text for people. */
    static String markdown(StudyAnswer answer) {
        return markdown(answer, AnswerTables.of(answer), Map.of());
    }

    private static String markdown(StudyAnswer answer, List<AnswerTable> tables, Map<String, String> plots) {
        return "# Study: " + standing(answer) + "\n\n"
                + plots.keySet().stream()
                        .map(name -> "![Gain against the fraction of the labels](" + name + ")\n\n")
                        .collect(Collectors.joining())
                + tables.stream().map(AnswerTable::markdown).collect(Collectors.joining("\n"));
    }

    private static Page page(StudyAnswer answer, List<AnswerTable> tables, Map<String, String> plots) {
        Page page = new Page(
                "Study: " + standing(answer),
                "Every arm beside '" + answer.baseline() + "', with the same schedule, seeds and order of the images.");
        for (AnswerTable table : tables) {
            Html section = table.html();
            if (table == tables.get(0)) {
                plots.values().forEach(svg -> section.empty("img", "src", data(svg), "alt", "gain", "class", "drawn"));
            }
            page.section(table.title(), section);
        }
        return page;
    }

    /** A plot as an address, so that the page is one file. */
    private static String data(String svg) {
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    }

    private static String standing(StudyAnswer answer) {
        return answer.finished() + " of " + answer.runs() + " runs";
    }
}
