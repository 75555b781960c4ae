package dev.rebox.cli;

import dev.rebox.Rebox;
import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.report.run.RunReport;
import dev.rebox.train.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a detector into a run folder.",
        footer = {
            "",
            "Example: rebox train photos budget=30m out=runs/first",
            "Example: rebox train data.train=photos:train data.test=photos:test shorterSide=300 steps=4000 out=runs/first"
        })
final class TrainCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DATASET|CONFIG.yaml|key=value",
            description = "The data set (as data.train), configuration files and keys; keys on the command line win.")
    List<String> arguments = List.of();

    @Mixin
    EngineOptions engine;

    @Option(names = "--json", description = "The last line on standard output is a JSON document.")
    boolean json;

    /** What is neither a pair nor a configuration file is the data set to train on. */
    private static String setting(String argument) {
        boolean configuration = argument.toLowerCase(Locale.ROOT).matches(".*\\.ya?ml");
        return configuration || argument.contains("=") ? argument : "data.train=" + argument;
    }

    @Override
    public Integer call() {
        engine.start();
        List<String> settings =
                new ArrayList<>(arguments.stream().map(TrainCommand::setting).toList());
        settings.addAll(engine.settings());
        Config config = ConfigReader.read(settings);
        Training.Result result = Rebox.train(config, new TerminalProgress());
        Path report = RunReport.write(result.run());
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("run", result.run().path().toString());
            document.put("steps", result.steps());
            document.put("metrics", result.metrics().orElse(null));
            Json.print(System.out, document);
        } else {
            System.out.println("The model is in " + result.run().model() + ", the report in " + report);
        }
        return 0;
    }
}
