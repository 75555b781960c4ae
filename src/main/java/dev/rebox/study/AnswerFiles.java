package dev.rebox.study;

import dev.rebox.train.RunFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A study's answer as files in its folder: {@code README.md}, {@code study.html}, {@code study.json} and the plots. */
final class AnswerFiles {
    private static final String STYLE = """
            body { font: 15px sans-serif; margin: 2em auto; max-width: 80em; padding: 0 1em }
            table { border-collapse: collapse } th, td { padding: .25em .7em; text-align: right; border-bottom: 1px solid #ccc }
            th:first-child, td:first-child { text-align: left } svg { max-width: 100%; height: auto }
            """;

    private final Path folder;

    AnswerFiles(Path folder) {
        this.folder = folder;
    }

    void write(StudyAnswer answer) {
        List<Table> tables = AnswerTables.of(answer);
        Map<String, String> plots = new LinkedHashMap<>();
        answer.settings().stream().map(StudyAnswer.Setting::network).distinct().forEach(network -> GainPlot.svg(
                        answer, network)
                .ifPresent(svg -> plots.put("gain" + (network.isEmpty() ? "" : "-" + network) + ".svg", svg)));
        plots.forEach((name, svg) -> RunFolder.write(folder.resolve(name), svg));
        RunFolder.writeJson(folder.resolve("study.json"), answer);
        RunFolder.write(folder.resolve("README.md"), markdown(answer, tables, plots));
        RunFolder.write(folder.resolve("study.html"), html(answer, tables, plots));
    }

    /** The tables as text for people. */
    static String markdown(StudyAnswer answer) {
        return markdown(answer, AnswerTables.of(answer), Map.of());
    }

    private static String markdown(StudyAnswer answer, List<Table> tables, Map<String, String> plots) {
        return "# Study: " + standing(answer) + "\n\n"
                + plots.keySet().stream()
                        .map(name -> "![Gain against the fraction of the labels](" + name + ")\n\n")
                        .collect(Collectors.joining())
                + tables.stream().map(Table::markdown).collect(Collectors.joining("\n"));
    }

    private static String html(StudyAnswer answer, List<Table> tables, Map<String, String> plots) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Study</title><style>\n" + STYLE
                + "</style></head><body>\n<h1>Study: " + standing(answer) + "</h1>\n"
                + plots.values().stream()
                        .map(svg -> svg.substring(svg.indexOf("<svg")) + "\n")
                        .collect(Collectors.joining())
                + tables.stream().map(Table::html).collect(Collectors.joining()) + "</body></html>\n";
    }

    private static String standing(StudyAnswer answer) {
        return answer.finished() + " of " + answer.runs() + " runs";
    }
}
