package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.config.Config;
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

    @Test
    void runsHaveNamesThatPeopleWouldGiveThem() throws IOException {
        assertThat(read(
                                PLAIN,
                                "fractions=[0.07]",
                                "networks=[{name: small, model: {width: 0.5}}, {name: wide}]",
                                "seeds=[3]")
                        .runs())
                .extracting(StudyRun::id)
                .containsExactly(
                        "small-baseline-7pct-seed3",
                        "small-full-7pct-seed3",
                        "small-mine-7pct-seed3",
                        "wide-baseline-7pct-seed3",
                        "wide-full-7pct-seed3",
                        "wide-mine-7pct-seed3");
    }

    @Test
    void aRunIsToldItsSeedItsFractionAndItsFolder() throws IOException {
        Config config = read(PLAIN).runs().get(0).config();
        assertThat(config.train().seed()).isEqualTo(3);
        assertThat(config.data().fraction()).isEqualTo(.1);
        assertThat(config.out())
                .isEqualTo(Path.of("runs/s/runs/baseline-10pct-seed3").toString());
        assertThat(config.resume()).isTrue();
    }

    @Test
    void generatedScenesReplaceDataAndWeights() throws IOException {
        StudyPlan plan = read(
                "{out: runs/s, arms: [baseline], scenes: {train: 8, test: 4, pretrainSteps: 1, seed: 7}, common: {model: {width: 0.5}}}");
        Config config = plan.runs().get(0).config();
        Path scenes = Path.of("runs/s/generated-8-4-1-7");
        assertThat(config.data().train())
                .isEqualTo(scenes.resolve("scenes/train.json").toString());
        assertThat(config.data().test())
                .isEqualTo(scenes.resolve("scenes/test.json").toString());
        assertThat(config.model().weights())
                .isEqualTo(
                        scenes.resolve("backbone-mobilenet_v1-0.5.safetensors").toString());
        assertThat(plan.runs().get(0).settings())
                .as("of scenes the folder tells how they were drawn, of weights how they were trained")
                .containsEntry("data.test", "generated-8-4-1-7/scenes/test.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 2]                 | not a list of keys and values",
                "'out: [1'              | :1: not YAML: ",
                "arms: [baseline]       | out: name the study's folder",
                "out: x                 | arms: name some of baseline, task1, ",
                "'{out: x, arms: [{model: {width: 1}}]}' | each needs a name of its own",
                "'{out: x, arms: [a b]}' | each needs a name of its own",
                "'{out: x, arms: [baseline], scenes: {train: 3}}' | scenes: as in {train: 300, test: 80",
                "'{out: x, arms: [baseline], common: 3}' | common: it is a section with data, model and train",
                "'{out: x, arms: [baseline], steps: 3}'  | unknown key 'steps'."
            })
    void aFileThatIsNoStudyIsOneLineWithItsName(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(folder.resolve("study.yaml").toString())
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void whatIsNoFileOrNoPairIsSaid() {
        Path nowhere = folder.resolve("nowhere.yaml");
        assertThatThrownBy(() -> StudyReader.read(nowhere, List.of())).hasMessage(nowhere + ": no such study file.");
        assertThatThrownBy(() -> read(PLAIN, "steps")).hasMessage("'steps': not key=value.");
        assertThatThrownBy(() -> read(PLAIN, "seeds=[1")).hasMessage("'seeds=[1': the value is not YAML.");
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
                "fractions=[0.5, 1, {fraction: 0.5}] | fractions: 0.5 is there twice",
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
