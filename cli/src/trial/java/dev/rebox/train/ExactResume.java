package dev.rebox.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Trains 40 steps in one go, and 20, {@code kill -9}, and 20 more, in processes of their own, and compares every bit of
 * the last checkpoints (parameters and what the optimiser remembers), for both precisions, both window modes, 1 and 3
 * loader threads. Argument: threads of the engine (1); with more than one, only whether two equal runs agree.
 */
public final class ExactResume {
    private static final int STEPS = 40;
    private static final String HALF = "checkpoints/step-000000020.safetensors";
    private static final String END = "checkpoints/step-000000040.safetensors";

    private final Path folder;
    private boolean all = true;

    private ExactResume(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        String threads = arguments.length > 0 ? arguments[0] : "1";
        System.setProperty("rebox.test.threads", threads);
        Path folder = Files.createTempDirectory("rebox-resume");
        TrainingProcess.scenes(folder);
        ExactResume suite = new ExactResume(folder);
        for (String precision : List.of("float32", "bfloat16")) {
            for (String windows : List.of("fixed", "fresh")) {
                if (threads.equals("1")) {
                    suite.interrupted(precision, windows);
                } else if (windows.equals("fixed")) {
                    suite.repeated(precision, windows, threads);
                }
            }
        }
        System.exit(suite.all ? 0 : 1);
    }

    private void interrupted(String precision, String windows) throws IOException {
        String whole = precision + "-" + windows;
        whole(whole, precision, windows, 1);
        whole(whole + "-3", precision, windows, 3);
        compare(whole, whole + "-3", "40 steps with 1 loader thread, and with 3");
        for (int loaders : new int[] {1, 3}) {
            String killed = whole + "-killed-" + loaders;
            train(killed, precision, windows, loaders)
                    .until(
                            "checkpoint",
                            () -> Files.exists(folder.resolve(killed).resolve(HALF)))
                    .kill();
            if (Files.exists(folder.resolve(killed).resolve(END))) {
                throw new AssertionError(killed + " was killed too late");
            }
            succeed(train(killed, precision, windows, loaders, "resume=true"));
            compare(whole, killed, "40 steps in one go, and 20 + kill -9 + 20 with " + loaders + " loader threads");
        }
    }

    private void repeated(String precision, String windows, String threads) throws IOException {
        String whole = precision + "-" + windows;
        whole(whole, precision, windows, 1);
        whole(whole + "-again", precision, windows, 1);
        compare(whole, whole + "-again", "twice the same 40 steps with " + threads + " engine threads");
        System.setProperty("rebox.test.threads", "1");
        whole(whole + "-one", precision, windows, 1);
        System.setProperty("rebox.test.threads", threads);
        compare(whole, whole + "-one", "40 steps with " + threads + " engine threads, and with 1");
    }

    private void whole(String out, String precision, String windows, int loaders) {
        succeed(train(out, precision, windows, loaders));
    }

    private static void succeed(TrainingProcess process) {
        if (process.exit() != 0) {
            throw new AssertionError(process.output());
        }
    }

    private TrainingProcess train(String out, String precision, String windows, int loaders, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "out=" + out,
                "steps=" + STEPS,
                "precision=" + precision,
                "train.windows=" + windows,
                "checkpointEvery=20",
                "cacheMegabytes=0",
                "loaders=" + loaders));
        settings.addAll(Arrays.asList(more));
        return TrainingProcess.start(folder, settings.toArray(String[]::new));
    }

    private void compare(String one, String other, String what) throws IOException {
        TensorFile expected = TensorFile.read(folder.resolve(one).resolve(END));
        Set<String> different =
                TensorFile.read(folder.resolve(other).resolve(END)).differences(expected);
        all &= different.isEmpty();
        System.out.printf(
                "%-18s %-70s %s of %d tensors differ%n",
                one,
                what,
                different.isEmpty() ? "none" : different.size(),
                expected.tensors().size());
    }
}
