package dev.rebox.cli;

import dev.rebox.study.Study;
import dev.rebox.study.StudyPlan;
import dev.rebox.study.StudyReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        description = "Compares arms x seeds x label fractions x networks, and goes on where it stopped.",
        footer = {
            "",
            "Example: rebox study configs/studies/scenes.yaml budget=30m",
            "With processes=N so many work on it side by side, on one GPU too. The same command on another machine that shares the",
            "folder OUT helps along.",
            "The tables are in OUT/README.md, OUT/study.html and OUT/study.json, the results of single runs in OUT/results."
        })
final class StudyCommand implements Callable<Integer> {
    /** What shells report for a program ended by Ctrl-C. */
    private static final int INTERRUPTED = 130;

    @Parameters(index = "0", paramLabel = "STUDY.yaml", description = "What to compare.")
    Path file;

    @Parameters(
            index = "1..*",
            paramLabel = "key=value",
            description =
                    "Keys of the study (out, seeds, fractions, arms, budget, processes) or of training, for all runs.")
    List<String> given = List.of();

    @Mixin
    EngineOptions engine;

    @Option(
            names = "--help-out",
            hidden = true,
            description = "Do runs, and leave the answer to the process that started this.")
    boolean helps;

    @Option(names = "--json", description = "Print one JSON document.")
    boolean json;

    @Override
    public Integer call() {
        List<String> settings = new ArrayList<>(given);
        settings.addAll(engine.settings());
        StudyPlan plan = StudyReader.read(file, settings);
        int threads = engine.startOneOf(plan.processes());
        Study study = new Study(plan);
        Study.Outcome outcome;
        try (ExtraProcesses others =
                ExtraProcesses.start(plan.processes() - 1, plan.out(), command(settings, threads))) {
            outcome = helps ? study.help(new TerminalProgress()) : study.run(new TerminalProgress());
            if (!outcome.stopped()) {
                others.join();
            }
        }
        if (json) {
            Json.print(
                    System.out, outcome.answer().<Object>map(answer -> answer).orElse(Map.of()));
        } else {
            outcome.answer().ifPresent(answer -> System.out.print(answer.markdown()));
            System.err.printf(Locale.ROOT, "%d of %d runs are finished.%n", outcome.finished(), outcome.runs());
        }
        return outcome.stopped() ? INTERRUPTED : 0;
    }

    /** The same study for a process beside this one. */
    private List<String> command(List<String> settings, int threads) {
        List<String> command = new ArrayList<>(List.of("study", file.toString()));
        command.addAll(settings);
        command.addAll(List.of("processes=1", "--help-out", "--threads", Integer.toString(threads)));
        return command;
    }
}
