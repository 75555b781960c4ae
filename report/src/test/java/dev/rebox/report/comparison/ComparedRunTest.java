package dev.rebox.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.config.Device;
import dev.rebox.data.OpenOptions;
import dev.rebox.error.DataException;
import dev.rebox.report.MadeRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that found one thing each: of category 7 of their own test set. */
class ComparedRunTest {
    @TempDir
    Path folder;

    @Test
    void classesAreJoinedByNameAndNotByNumber() throws Exception {
        Path first = run("first", "[{\"id\": 3, \"name\": \"dog\"}, {\"id\": 7, \"name\": \"cat\"}]");
        Path second = run("second", "[{\"id\": 7, \"name\": \"dog\"}, {\"id\": 2, \"name\": \"cat\"}]");
        ComparedRun.Together together = open(first, second);
        assertThat(together.truth().labels().names()).containsExactly("dog", "cat");
        assertThat(together.contenders().get(0).detections().get("1"))
                .containsExactly(new Detection(new Box(1, 2, 4, 6), 2, .5));
        assertThat(together.contenders().get(1).detections().get("1"))
                .containsExactly(new Detection(new Box(1, 2, 4, 6), 1, .5));
        assertThat(open(second, first).contenders().get(1).detections().get("1"))
                .as("the classes of the first run count")
                .containsExactly(new Detection(new Box(1, 2, 4, 6), 1, .5));
    }

    @Test
    void aClassThatTheFirstRunDoesNotKnowIsRefused() throws Exception {
        Path first = run("first", "[{\"id\": 7, \"name\": \"dog\"}]");
        Path second = run("second", "[{\"id\": 7, \"name\": \"dog\"}, {\"id\": 9, \"name\": \"<cat>\"}]");
        assertThatThrownBy(() -> open(first, second))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "run second knows the class '<cat>', which the first run does not: runs are compared on the same"
                                + " classes");
        assertThat(open(second, first).contenders()).hasSize(2);
    }

    @Test
    void runsAreCalledByTheirFoldersUnlessThatTellsThemNotApart() throws Exception {
        Path one = run("a/run", "[{\"id\": 7, \"name\": \"dog\"}]");
        Path other = run("b/run", "[{\"id\": 7, \"name\": \"dog\"}]");
        Path third = run("b/third", "[{\"id\": 7, \"name\": \"dog\"}]");
        assertThat(open(one, third).contenders()).extracting(ComparedRun::name).containsExactly("run", "third");
        assertThat(open(one, other).contenders())
                .extracting(ComparedRun::name)
                .containsExactly(one.toString(), other.toString());
    }

    private Path run(String name, String categories) throws Exception {
        Path run = folder.resolve(name);
        Path test = Files.createDirectories(run).resolve("test.json");
        Files.writeString(test, """
                {"images": [{"id": 1, "file_name": "nowhere.jpg", "width": 100, "height": 100}],
                 "annotations": [{"id": 1, "image_id": 1, "category_id": 7, "bbox": [0, 0, 9, 9], "area": 81, "iscrowd": 0}],
                 "categories": %s}""".formatted(categories));
        MadeRun.finished(run, test, 1);
        Files.writeString(
                run.resolve("detections.json"),
                "[{\"image_id\": 1, \"category_id\": 7, \"bbox\": [1, 2, 3, 4], \"score\": 0.5}]");
        return run;
    }

    private static ComparedRun.Together open(Path... runs) {
        return ComparedRun.open(List.of(runs), Optional.empty(), OpenOptions.NONE, Device.CPU, () -> {});
    }
}
