package dev.rebox.cli;

import dev.rebox.error.ReboxException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The program {@code rebox}. Exit status: 0 done, 2 wrong usage or configuration, 3 unusable data, 1 anything else. */
@Command(
        name = "rebox",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Train a better object detector from the boxes you already have.",
        subcommands = {
            DemoCommand.class,
            CheckCommand.class,
            LabelsCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            DetectCommand.class,
            CompareCommand.class,
            ReportCommand.class,
            PretrainCommand.class,
            StudyCommand.class,
            BenchCommand.class,
            WeightsCommand.class
        })
public final class Main implements Runnable {
    private static final int ENDED_BY_SIGNAL = 143;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    boolean debug;

    /**
     * Ends by halting: an orderly exit would run the engine's destructors under whatever still computes, as happens when a
     * signal ends the program, and crash there.
     */
    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> halt(ENDED_BY_SIGNAL)));
        halt(run(args));
    }

    private static void halt(int status) {
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(status);
    }

    /** Runs one command and returns its exit status. */
    static int run(String... args) {
        Main main = new Main();
        try {
            return new CommandLine(main)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setParameterExceptionHandler(Main::wrongUsage)
                    .setExecutionExceptionHandler((e, command, parsed) -> main.failed(e, parsed))
                    .execute(args);
        } catch (LinkageError e) {
            return main.cannotLoad(e);
        }
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.err);
    }

    private static int wrongUsage(ParameterException e, String[] args) {
        String message = firstLine(e);
        System.err.println("rebox: " + message);
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, new java.io.PrintWriter(System.err, true))) {
            System.err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        }
        return 2;
    }

    private int failed(Exception e, ParseResult parsed) {
        System.err.println("rebox: " + (e instanceof ReboxException ? e.getMessage() : describe(e)));
        if (debug) {
            e.printStackTrace();
        }
        return e instanceof ReboxException known ? known.exitStatus() : 1;
    }

    /** The engine's native libraries are loaded by the class that uses them first, which fails with an error. */
    private int cannotLoad(LinkageError e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        System.err.println("rebox: the tensor engine cannot be loaded: "
                + String.valueOf(cause.getMessage()).lines().findFirst().orElse("no message")
                + ". It needs room under ~/.javacpp; built with -Pgpu, also CUDA 13 and cuDNN 9 on the library path.");
        if (debug) {
            e.printStackTrace();
        }
        return 1;
    }

    private static String describe(Exception e) {
        return e.getClass().getSimpleName() + ": " + firstLine(e) + " (--debug shows where)";
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"rebox " + (version == null ? "(from classes)" : version)};
        }
    }
}
