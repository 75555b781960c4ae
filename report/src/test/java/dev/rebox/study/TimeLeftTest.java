package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.config.ConfigReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ten steps of the baseline took 10 seconds, of the method 30, of the baseline with another network 600. */
class TimeLeftTest {
    private final Map<String, RunResult> finished = Map.of(
            "baseline", finished("", "baseline", 10),
            "full", finished("", "full", 30),
            "resnet50-baseline", finished("resnet50", "baseline", 600));

    @Test
    void beforeTheFirstRunATrialTells() {
        // 1200 steps of 1.5 seconds, and a minute to test; twice.
        Map<String, Forecast.Pace> tried = Map.of(TimeLeft.kind("", "full"), new Forecast.Pace(1.5, 60));
        assertThat(TimeLeft.of(List.of(run("a", "", "full"), run("b", "", "full")), Map.of(), tried, 1))
                .isEqualTo("About 1:02 hours left.");
        assertThat(TimeLeft.of(List.of(run("a", "", "full"), run("b", "", "full")), Map.of(), tried, 2))
                .as("by two processes")
                .isEqualTo("About 0:31 hours left.");
    }

    @Test
    void aStepTakesAsLongAsThatOfTheSameArmAndNetwork() {
        // 1200 steps of 1 second, and as many of 3: 4800 seconds.
        assertThat(left(run("a", "", "baseline"), run("b", "", "full"))).isEqualTo("About 1:20 hours left.");
    }

    @Test
    void whatWasNeitherRunNorTriedTakesTheMeanOfAll() {
        // (1 + 3 + 60) / 3 seconds a step: 25,600 seconds.
        assertThat(left(run("a", "resnet101", "full"))).isEqualTo("About 7:06 hours left.");
    }

    @Test
    void finishedRunsTakeNoMoreTime() {
        assertThat(left(run("full", "", "full"))).isEqualTo("About 0:00 hours left.");
    }

    @Test
    void aTrainingWithABudgetTakesIt() {
        StudyRun timed = run("a", "", "full", "train.budget=10m");
        assertThat(left(timed, timed)).isEqualTo("About 0:20 hours left.");
        assertThat(left(run("a", "", "full", "train.recipe=auto")))
                .as("half an hour where none is given")
                .isEqualTo("About 0:30 hours left.");
    }

    private String left(StudyRun... runs) {
        return TimeLeft.of(List.of(runs), finished, Map.of(), 1);
    }

    private static StudyRun run(String id, String network, String arm, String... more) {
        List<String> settings = new ArrayList<>(List.of("out=x", "data.train=a", "steps=1200"));
        settings.addAll(List.of(more));
        return new StudyRun(id, network, 1, arm, 0, ConfigReader.read(settings));
    }

    private static RunResult finished(String network, String arm, double seconds) {
        return MadeResult.of(arm, 0, .5).network(network).result("", seconds, Map.of());
    }
}
