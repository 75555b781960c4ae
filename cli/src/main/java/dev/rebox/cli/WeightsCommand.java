package dev.rebox.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weights}: what is in weights files, and how to come by them. */
@Command(
        name = "weights",
        mixinStandardHelpOptions = true,
        description = "Looks into weights files of backbones, converts and fetches them.",
        subcommands = {
            WeightsInspectCommand.class,
            WeightsProbeCommand.class,
            WeightsConvertCommand.class,
            WeightsPullCommand.class
        })
final class WeightsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "weights: say what to do: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
