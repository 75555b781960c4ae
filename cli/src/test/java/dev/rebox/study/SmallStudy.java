package dev.rebox.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A study that takes seconds: two arms of four steps of the smallest network. */
public final class SmallStudy {
    private static final String STUDY = """
            out: OUT
            arms: [baseline, task3]
            scenes: {train: 8, test: 4, pretrainSteps: 1}
            common:
              data: {shorterSide: 64, longerSide: 128}
              model: {width: 0.25, anchorBase: 48, proposals: 16, windows: 2, refineWindows: 2}
              train: {steps: 4, regions: 8, device: cpu, decayAt: [], checkpointEvery: 1}
            """;

    private SmallStudy() {}

    /** Writes its file into a folder; what comes out of it is in {@code out} beside it. */
    public static Path write(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("study.yaml"),
                STUDY.replace("OUT", folder.resolve("out").toString()));
    }
}
