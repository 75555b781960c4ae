package dev.rebox.study;

import dev.rebox.train.TrainingProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Kills a study at random moments until it is done, and checks that it never repeats a finished run, that a run which was
 * cut goes on from its checkpoint, and that the results are those of a study that was left in peace.
 *
 * <pre>java -cp ... dev.rebox.study.StudyKills FOLDER [seed]</pre>
 */
final class StudyKills {
    private static final String STUDY = """
            arms: [baseline, task3]
            seeds: [0, 1]
            scenes: {train: 8, test: 4, pretrainSteps: 1}
            common:
              data: {shorterSide: 64, longerSide: 128}
              model: {width: 0.25, anchorBase: 48, proposals: 16, windows: 2, refineWindows: 2}
              train: {steps: 60, regions: 8, device: cpu, decayAt: [], checkpointEvery: 5}
            """;

    private StudyKills() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0])).toAbsolutePath();
        Random random = new Random(args.length > 1 ? Long.parseLong(args[1]) : 0);
        Files.writeString(folder.resolve("study.yaml"), STUDY);
        TrainingProcess peace = start(folder, "peace");
        require(peace.exit() == 0, peace.output());

        int kills = 0;
        int resumed = 0;
        Map<Path, FileTime> finished = new TreeMap<>();
        while (true) {
            TrainingProcess process = start(folder, "killed");
            boolean ended = process.endsWithin(5_000 + random.nextInt(20_000), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.kill();
                kills++;
            }
            String output = process.output();
            resumed += output.contains("Going on from step") ? 1 : 0;
            Map<Path, FileTime> now = results(folder.resolve("killed"));
            for (Map.Entry<Path, FileTime> before : finished.entrySet()) {
                require(before.getValue().equals(now.get(before.getKey())), before.getKey() + " was made again");
            }
            System.out.printf("%s; %d of 4 runs are finished%n", ended ? "ended" : "killed", now.size());
            finished = now;
            if (ended) {
                require(process.exit() == 0, output);
                break;
            }
        }
        for (Path result : finished.keySet()) {
            Path same = folder.resolve("peace").resolve(folder.resolve("killed").relativize(result));
            require(
                    Files.mismatch(result.resolveSibling("detections.json"), same.resolveSibling("detections.json"))
                            == -1,
                    result + " differs");
        }
        System.out.printf(
                "%d kills, %d times a run went on from a checkpoint; all results are the same%n", kills, resumed);
    }

    private static TrainingProcess start(Path folder, String out) {
        return TrainingProcess.rebox(folder, List.of("study", "study.yaml", "out=" + out));
    }

    private static Map<Path, FileTime> results(Path study) throws IOException {
        Map<Path, FileTime> results = new TreeMap<>();
        Path folder = study.resolve("results");
        if (Files.isDirectory(folder)) {
            try (var runs = Files.list(folder)) {
                for (Path run : runs.toList()) {
                    Path file = run.resolve("result.json");
                    if (Files.exists(file)) {
                        results.put(file, Files.getLastModifiedTime(file));
                    }
                }
            }
        }
        return results;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
