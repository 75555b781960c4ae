package dev.rebox.cli;

import dev.rebox.report.run.RunReport;
import dev.rebox.run.RunFolder;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rebox report}: the page of a run, also of one that is still going on. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes report.html of a run anew, also of one that is still going on or was stopped.")
final class ReportCommand implements Runnable {
    @Parameters(paramLabel = "RUN", description = "A run folder.")
    Path run;

    @Override
    public void run() {
        System.out.println("Report: " + RunReport.write(RunFolder.open(run)));
    }
}
