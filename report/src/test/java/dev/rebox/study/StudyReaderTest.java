package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StudyReaderTest {
    private static final String PLAIN = """
            out: runs/s
            seeds: [3, 4]
            fractions: [{fraction: 0.1, train: {steps: 5}}, 1.0]
            arms: [baseline, full, {name: mine, like: full, train: {steps: 9}}]
            common: {data: {train: a/t.json, test: a/e.json}, train: {steps: 7}}
            """;

    @TempDir
    Path folder;

    @Test
    void everyArmRunsWithEverySeedAndFractionSeedBySeed() throws IOException {
        assertThat(read(PLAIN).runs())
                .extracting(StudyRun::id)
                .startsWith("baseline-10pct-seed3", "full-10pct-seed3", "mine-10pct-seed3", "baseline-100pct-seed3")
                .hasSize(2 * 2 * 3);
    }

    @Test
    void armsWinOverTheCommandLineWhichWinsOverFractionsAndCommonSettings() throws IOException {
        assertThat(read(PLAIN).runs())
                .extracting(r -> r.config().train().steps())
                .startsWith(5, 5, 9, 7, 7, 9);
        assertThat(read(PLAIN, "steps=6").runs())
                .extracting(r -> r.config().train().steps())
                .startsWith(6, 6, 9, 6, 6, 9);
    }

    @Test
    void theArmsOfOneSeedDifferInTheirOwnSettingsAlone() throws IOException {
        List<StudyRun> runs = read(PLAIN).runs();
        assertThat(runs.get(1).change(runs.get(0).settings())).isPresent();
        assertThat(runs.get(0).settings().keySet())
                .filteredOn(key -> !runs.get(0)
                        .settings()
                        .get(key)
                        .equals(runs.get(1).settings().get(key)))
                .containsExactlyInAnyOrder("model.auxiliary", "model.refinement");
    }

    @Test
    void resultsCarriedToAnotherMachineFitThoughTheDataLiesElsewhere() throws IOException {
        List<StudyRun> here = read(PLAIN).runs();
        List<StudyRun> there = read(PLAIN.replace("a/t.json", "/b/c/t.json"), "device=cuda", "out=x")
                .runs();
        assertThat(there.get(0).change(here.get(0).settings())).isEmpty();
        List<StudyRun> other = read(PLAIN.replace("a/t.json", "a/u.json")).runs();
        assertThat(other.get(0).change(here.get(0).settings())).hasValue("data.train was t.json and is u.json");
    }

    static List<String> everyKnownArm() {
        return List.copyOf(StudyReader.knownArms().keySet());
    }

    @ParameterizedTest
    @MethodSource("everyKnownArm")
    void everyKnownArmIsAValidConfiguration(String arm) throws IOException {
        assertThat(read(PLAIN, "arms=[" + arm + "]", "baseline=" + arm).runs()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"90s, 90", "30m, 1800", "2.5h, 9000", "1d, 86400"})
    void aBudgetIsATime(String budget, long seconds) throws IOException {
        assertThat(read(PLAIN, "budget=" + budget).budget()).hasValue(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arms=[fulll]           | unknown name 'fulll'. Did you mean 'full'?",
                "baseline=bas           | not one of the study's arms",
                "arms=[baseline, baseline] | a name of its own",
                "seeds=[1, 1]           | different whole numbers",
                "fractions=[2]          | above 0 and at most 1",
                "budget=soon            | 30m",
                "seeds=3                | it is a list",
                "shorterSid=3           | unknown key 'shorterSid'",
                "common={train: {seed: 1}} | 'train.seed' is set by the study itself",
                "common={train: {stps: 1}} | unknown key 'train.stps'",
                "common={train: {steps: 1}} | needs data.train and data.test"
            })
    void whatIsWrongIsSaid(String pair, String message) {
        assertThatThrownBy(() -> read(PLAIN, pair).runs())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    private StudyPlan read(String yaml, String... given) throws IOException {
        return StudyReader.read(Files.writeString(folder.resolve("study.yaml"), yaml), List.of(given));
    }
}
