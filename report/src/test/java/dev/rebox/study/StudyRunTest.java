package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.config.ConfigReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudyRunTest {
    @Test
    void aSettingThatResultsDependOnMustStay() {
        assertThat(run("steps=900").change(run("steps=1200").settings())).contains("train.steps was 1200 and is 900");
        assertThat(run("logEvery=5").change(run().settings())).isEmpty();
        assertThat(run("data.train=elsewhere/a").change(run("data.train=here/a").settings()))
                .as("the same data set in another place")
                .isEmpty();
    }

    /** The number of steps follows from the time then: a run that was stopped has another than the plan. */
    @Test
    void whereTimeDecidesTheStepsMayDiffer() {
        StudyRun plan = run("steps=40000", "train.budget=10m", "recipe=none");
        assertThat(plan.change(
                        run("steps=1234", "train.budget=10m", "recipe=none").settings()))
                .isEmpty();
        assertThat(plan.change(run("steps=1234", "train.budget=10m", "recipe=none", "batch=2")
                        .settings()))
                .contains("train.batch was 2 and is 1");
    }

    private static StudyRun run(String... more) {
        List<String> settings = new ArrayList<>(List.of("out=x", "data.train=a"));
        settings.addAll(List.of(more));
        return new StudyRun("id", "", 1, "full", 0, ConfigReader.read(settings));
    }
}
