package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rebox.data.TestFolder;
import dev.rebox.train.TrainingProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in surroundings that are not a developer's: other languages, locales, users, and ends that come from outside. */
class SurroundingsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void set() {
        new TestFolder(folder)
                .write("data/Annotations/a.xml", TestFolder.voc(64, 48, "İi 3 4 33 37"))
                .write("data/Annotations/b.xml", TestFolder.voc(64, 48, "Bär 3 4 33 37"))
                .image("data/JPEGImages/a.png", 64, 48)
                .image("data/JPEGImages/b.png", 64, 48);
    }

    private TrainingProcess train(List<String> options, Map<String, String> environment, String... settings) {
        List<String> arguments =
                new ArrayList<>(List.of("train", "data.train=data", "auxiliary=[]", "refinement=false"));
        arguments.addAll(TrainingProcess.TINY);
        arguments.addAll(List.of(settings));
        return TrainingProcess.rebox(folder, options, environment, arguments);
    }

    @ParameterizedTest
    @CsvSource({"fa, IR", "tr, TR", "de, DE"})
    void whatIsWrittenDoesNotDependOnTheLanguage(String language, String country) throws IOException {
        List<String> options = List.of("-Duser.language=" + language, "-Duser.country=" + country);
        TrainingProcess first = train(options, Map.of(), "data.test=data", "steps=2", "out=run", "learningRate=0.001");
        assertThat(first.exit()).as(first.output()).isZero();
        TrainingProcess second =
                train(options, Map.of(), "data.test=data", "steps=3", "out=run", "learningRate=0.001", "resume=true");
        assertThat(second.exit()).as(second.output()).isZero();
        assertThat(second.output()).contains("Going on from step 2 of run/checkpoints.", "step 3 of 3");
        assertThat(folder.resolve("run/checkpoints").toFile().list())
                .contains("step-000000003.safetensors")
                .allMatch(name -> name.matches("step-\\d{9}\\.safetensors"));
        List<String> log = Files.readAllLines(folder.resolve("run/log.jsonl"));
        assertThat(log).hasSizeGreaterThanOrEqualTo(3).noneMatch(line -> line.chars()
                .anyMatch(c -> c >= 128 && Character.isDigit(c)));
        assertThat(Files.readString(folder.resolve("run/config.yaml"))).contains("learningRate: 0.001");
        assertThat(second.output()).doesNotContain("\u06F2", "\u0662", "0,1", "0,0");
    }

    @Test
    void inALocaleOfAsciiNamesBeyondItAreReadOrTold() throws IOException {
        Path unicode = folder.resolve("ünï");
        Files.move(folder.resolve("data"), unicode);
        Map<String, String> ascii = Map.of("LC_ALL", "C", "LANG", "");
        TrainingProcess check = TrainingProcess.rebox(folder, List.of(), ascii, List.of("check", "ünï", "--json"));
        assertThat(check.exit()).isEqualTo(3);
        assertThat(check.output().strip().lines()).hasSize(1);
        assertThat(check.output()).startsWith("rebox: ").contains("set LC_ALL=C.UTF-8");
        TrainingProcess set = TrainingProcess.rebox(
                folder, List.of(), Map.of("LC_ALL", "C.UTF-8"), List.of("check", "ünï", "--json"));
        assertThat(set.exit()).as(set.output()).isZero();
        assertThat(set.output()).contains("\"Bär\"");
    }

    @Test
    void aNameThatCannotBeOneIsTold() {
        assertThat(Surroundings.unreadable(new InvalidPathException("a\0b", "Nul character not allowed")))
                .isEqualTo("'a\0b' is not the name of a file here: Nul character not allowed");
        assertThat(Surroundings.unfit("check", "data")).isEmpty();
    }

    @Test
    void aUserWithoutAHomeNeedsNone() throws IOException {
        Path cache = folder.resolve("cache");
        TrainingProcess train = train(
                List.of("-Duser.home=?"), Map.of("XDG_CACHE_HOME", cache.toString(), "HOME", ""), "steps=1", "out=run");
        assertThat(train.exit()).as(train.output()).isZero();
        assertThat(folder.resolve("?")).doesNotExist();
        assertThat(cache.resolve("javacpp")).isDirectory();
    }

    /** As in a slim container: nothing in the folders of fonts and of their settings. */
    @Test
    void withoutFontsNothingIsDrawnAndEverythingElseIsDone() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        String hide = "mount --bind " + empty + " /usr/share/fonts && mount --bind " + empty + " /etc/fonts";
        List<String> before = List.of("unshare", "-rm", "sh", "-c", hide + " && exec \"$@\"", "sh");
        assumeTrue(TrainingProcess.runs(List.of("unshare", "-rm", "sh", "-c", hide)), "folders cannot be hidden here");
        TrainingProcess train = train(List.of(), Map.of(), "steps=1", "out=run");
        assertThat(train.exit()).as(train.output()).isZero();
        TrainingProcess labels =
                TrainingProcess.rebox(folder, before, List.of(), Map.of(), List.of("labels", "data", "--out", "drawn"));
        assertThat(labels.exit()).as(labels.output()).isEqualTo(1);
        assertThat(labels.output().lines().filter(line -> line.startsWith("rebox: ")))
                .containsExactly("rebox: Java finds no fonts to write on images with: install fontconfig and a font");
        TrainingProcess detect = TrainingProcess.rebox(
                folder,
                before,
                List.of(),
                Map.of(),
                List.of(
                        "detect",
                        "--run",
                        "run",
                        "--threshold",
                        "0",
                        "--device",
                        "cpu",
                        "--out",
                        "found",
                        "data/JPEGImages/a.png"));
        assertThat(detect.exit()).as(detect.output()).isEqualTo(1);
        assertThat(detect.output())
                .contains("a.png", "Bär", "install fontconfig and a font")
                .doesNotContain("at java.", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUP", "USR1", "TERM", "INT"})
    void everyEndFromOutsideKeepsWhatWasLearned(String signal) throws IOException {
        assumeTrue(File.separatorChar == '/', "signals are sent with the kill of Unix");
        assumeTrue(StopRequestTest.arrives(signal), "whoever started this program has it ignore " + signal);
        TrainingProcess train = train(List.of(), Map.of(), "steps=3000", "out=run");
        train.untilSaid("step 30 of 3000");
        train.signal(signal);
        assertThat(train.exit()).as(train.output()).isEqualTo(130);
        assertThat(train.output()).contains("resume=true");
        assertThat(folder.resolve("run/checkpoints")).isNotEmptyDirectory();
    }

    @Test
    void pretrainingEndsInOrderToo() {
        assumeTrue(File.separatorChar == '/', "signals are sent with the kill of Unix");
        TrainingProcess pretrain = TrainingProcess.rebox(
                folder,
                List.of(
                        "pretrain",
                        "data",
                        "--out",
                        "w.safetensors",
                        "--width",
                        "0.25",
                        "--steps",
                        "4000",
                        "--device",
                        "cpu"));
        pretrain.untilSaid("step 200 of 4000");
        pretrain.signal("TERM");
        assertThat(pretrain.exit()).as(pretrain.output()).isEqualTo(130);
        assertThat(pretrain.output()).contains("Stopped after step ");
        assertThat(folder.resolve("w.safetensors")).isRegularFile();
    }
}
