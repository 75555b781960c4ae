package dev.rebox.cli;

import dev.rebox.Rebox;
import dev.rebox.run.RunFolder;
import dev.rebox.serve.watch.RunServer;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rebox watch}: the curves of a run that is going on, in a browser. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description =
                "Shows a run in a browser while it goes on: curves, scores, examples and the time that is left. Changes nothing.")
final class WatchCommand implements Runnable {
    @Parameters(paramLabel = "RUN", description = "A run folder.")
    Path run;

    @Option(names = "--port", defaultValue = "8081", description = "0 takes a free one. Default: ${DEFAULT-VALUE}.")
    int port;

    @Option(names = "--json", description = "Say in one JSON line where it listens.")
    boolean json;

    @Override
    public void run() {
        StopRequest stop = StopRequest.listen("Stopping. The training goes on.");
        RunFolder folder = RunFolder.open(run);
        Rebox.threads(1); // the training needs the others
        try (RunServer server = RunServer.start(folder, port)) {
            ServeCommand.Listening.tell(json, server.url(), "run", run.toString());
            stop.await();
        }
    }
}
