package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.ConfigException;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.run.StepReport;
import dev.rebox.train.Progress;
import dev.rebox.train.TrainingProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeStudy() throws IOException {
        file = SmallStudy.write(folder);
    }

    /** Counts the steps; throws, or asks to stop, at one of them. */
    private static class Steps implements Progress {
        final List<Long> seen = new ArrayList<>();
        private final int throwAt;
        private final int stopAt;

        Steps(int throwAt, int stopAt) {
            this.throwAt = throwAt;
            this.stopAt = stopAt;
        }

        @Override
        public void started(long step, long steps) {}

        @Override
        public void step(StepReport report) {
            seen.add(report.step());
            if (seen.size() == throwAt) {
                throw new IllegalStateException("cut");
            }
        }

        @Override
        public void evaluated(long step, String set, Evaluation evaluation) {}

        @Override
        public boolean stopAsked() {
            return seen.size() == stopAt;
        }
    }

    @Test
    void aStudyThatWasCutRepeatsNothingButTheStepThatWasCut() throws IOException {
        Steps cut = new Steps(7, -1);
        assertThatThrownBy(() -> study().run(cut)).hasMessage("cut");
        assertThat(cut.seen).containsExactly(1L, 2L, 3L, 4L, 1L, 2L, 3L);
        assertThat(Files.readString(folder.resolve("out/README.md"))).contains("1 of 2 runs");

        Steps rest = new Steps(-1, -1);
        Study.Outcome outcome = study().run(rest);

        assertThat(rest.seen).containsExactly(3L, 4L);
        assertThat(outcome.finished()).isEqualTo(2);
        ArmFigures method =
                outcome.answer().orElseThrow().settings().get(0).arms().get(1);
        assertThat(method.arm()).isEqualTo("task3");
        assertThat(method.paired()).containsExactly(0L);
        assertThat(method.images().resamples()).isEqualTo(1000);
        assertThat(Files.readString(folder.resolve("out/study.html"))).contains(">task3</td>", "foreground IoU");
        assertThat(folder.resolve("out/runs/task3-100pct-seed0/checkpoints")).isEmptyDirectory();

        Steps none = new Steps(-1, -1);
        assertThat(study().run(none).finished()).isEqualTo(2);
        assertThat(none.seen).isEmpty();

        assertThatThrownBy(() -> study("steps=5"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the study has changed: train.steps was 4 and is 5 (run baseline-100pct-seed0)");
        assertThatThrownBy(() -> study("scenes={train: 8, test: 4, pretrainSteps: 1, seed: 7}"))
                .hasMessageContaining(
                        "data.train was generated-8-4-1-0/scenes/train.json and is generated-8-4-1-7/scenes/train.json");
        Steps more = new Steps(-1, -1);
        study("arms=[baseline, task3, baseline-class2]").run(more);
        assertThat(more.seen).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aStudyThatIsAskedToStopSaysSoAndGoesOn() {
        Study.Outcome stopped = study().run(new Steps(-1, 2));
        assertThat(stopped.stopped()).isTrue();
        assertThat(stopped.finished()).isZero();
        assertThat(stopped.answer()).isEmpty();
        Steps rest = new Steps(-1, -1);
        assertThat(study().run(rest).finished()).isEqualTo(2);
        assertThat(rest.seen).containsExactly(3L, 4L, 1L, 2L, 3L, 4L);
    }

    @Test
    void severalProcessesShareTheRunsAndEachWaitsForTheRest() throws IOException {
        TrainingProcess both =
                TrainingProcess.rebox(folder, List.of("study", file.toString(), "seeds=[0, 1]", "processes=2"));
        assertThat(both.exit()).as(both.output()).isZero();
        Study.Outcome outcome = study("seeds=[0, 1]").run(Progress.NONE);
        assertThat(outcome.finished()).isEqualTo(4);
        assertThat(Files.readString(folder.resolve("out/README.md"))).contains("4 of 4 runs");
        assertThat(Files.readString(folder.resolve("out/process-2.log"))).contains("4 of 4 runs are finished");
        assertThat(folder.resolve("out/claims/baseline-100pct-seed0")).isRegularFile();
    }

    @Test
    void aRunThatAnotherProcessIsAtIsLeftToIt() throws IOException {
        Path result = folder.resolve("out/results/task3-100pct-seed0/result.json");
        Progress untilTheOther = new Steps(-1, -1) {
            @Override
            public boolean stopAsked() {
                return Files.exists(result);
            }
        };
        try (Claim claim = new Claim(folder.resolve("out"), "baseline-100pct-seed0")) {
            assertThat(claim.isHeld()).isTrue();
            assertThat(study().run(untilTheOther).finished()).isEqualTo(1);
        }
        assertThat(result).isRegularFile();
        assertThat(folder.resolve("out/runs/baseline-100pct-seed0")).doesNotExist();
    }

    @Test
    void aStudyWhoseBudgetIsSpentStopsInOrder() {
        Study.Outcome outcome = study("budget=0.001s").run(Progress.NONE);
        assertThat(outcome.finished()).isZero();
        assertThat(outcome.stopped()).isFalse();
    }

    @Test
    void aKilledStudyGoesOnWithTheRunThatWasCut() {
        List<String> command = List.of("study", file.toString(), "steps=20", "--json");
        TrainingProcess.rebox(folder, command)
                .until(
                        "checkpoint of the second run",
                        () -> Files.exists(
                                folder.resolve("out/runs/task3-100pct-seed0/checkpoints/step-000000003.safetensors")))
                .kill();
        TrainingProcess rest = TrainingProcess.rebox(folder, command);
        assertThat(rest.exit()).as(rest.output()).isZero();
        assertThat(rest.output())
                .contains("Run 2 of 2", "Going on from step ", "\"finished\":2")
                .doesNotContain("Run 1 of 2");
    }

    private Study study(String... given) {
        return new Study(StudyReader.read(file, List.of(given)));
    }
}
