package dev.rebox.cli;

import dev.rebox.error.ReboxException;
import java.nio.file.InvalidPathException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
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
            ConvertCommand.class,
            LabelsCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            DetectCommand.class,
            ThresholdsCommand.class,
            ExportCommand.class,
            ServeCommand.class,
            WatchCommand.class,
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
        // What is printed is read by other programs too: the user's language does not change it.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        Surroundings.printUnicode();
        Optional<String> unfit = Surroundings.unfit(args);
        halt(unfit.isPresent() ? end(Surroundings.NOT_USABLE, unfit.get()) : run(args));
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
        } catch (Error e) {
            return main.failed(e);
        }
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.err);
    }

    private static int wrongUsage(ParameterException e, String[] args) {
        if (e.getCause() instanceof InvalidPathException path) {
            return end(Surroundings.NOT_USABLE, Surroundings.unreadable(path));
        }
        System.err.println("rebox: " + firstLine(e));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, new java.io.PrintWriter(System.err, true))) {
            System.err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        }
        return 2;
    }

    private int failed(Exception e, ParseResult parsed) {
        return failed(e);
    }

    private int failed(Throwable e) {
        if (debug) {
            e.printStackTrace();
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ReboxException known) {
                return end(known.exitStatus(), String.valueOf(known.getMessage()));
            }
            if (cause instanceof InvalidPathException path) {
                return end(Surroundings.NOT_USABLE, Surroundings.unreadable(path));
            }
        }
        if (e instanceof OutOfMemoryError) {
            return end(
                    1, "Java has not enough memory (" + e.getMessage() + "). Give it more: REBOX_JAVA_OPTIONS=-Xmx4g");
        }
        return end(1, e instanceof LinkageError link && isEngine(link) ? cannotLoad(link) : describe(e));
    }

    private static int end(int status, String message) {
        System.err.println("rebox: " + message);
        return status;
    }

    /** Whether the engine's native libraries could not be loaded: that fails in the class that uses them first. */
    private static boolean isEngine(LinkageError e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            boolean inside = String.valueOf(cause.getMessage()).contains("org.bytedeco")
                    || Stream.of(cause.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().startsWith("org.bytedeco"));
            if (inside) {
                return true;
            }
        }
        return false;
    }

    private static String cannotLoad(LinkageError e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return "the tensor engine cannot be loaded: "
                + String.valueOf(cause.getMessage()).lines().findFirst().orElse("no message")
                + ". It needs room for its libraries (-Dorg.bytedeco.javacpp.cachedir=FOLDER says where); built with -Pgpu,"
                + " also CUDA 13 and cuDNN 9 on the library path.";
    }

    private static String describe(Throwable e) {
        return e.getClass().getSimpleName() + ": " + firstLine(e) + " (--debug shows where)";
    }

    private static String firstLine(Throwable e) {
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
