package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.evaluate.results.CocoResults;
import dev.rebox.report.MadeRun;
import dev.rebox.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run that finds nothing at all, and one that finds every object in its place. */
class CompareCommandTest {
    @TempDir
    Path folder;

    private Path test;
    private String blind;
    private String perfect;

    @BeforeEach
    void makeRuns() throws IOException {
        test = MadeRun.scenes(folder.resolve("scenes"));
        Dataset truth = Datasets.open(test.toString());
        blind = run("blind", Map.of());
        perfect = run(
                "perfect", truth.examples().stream().collect(Collectors.toMap(Example::id, CompareCommandTest::all)));
    }

    @Test
    void peopleGetAVerdictAndTheFiguresOfBothRuns() {
        String out = CommandOutput.by("compare", blind, perfect).done();
        assertThat(out.lines().toList())
                .hasSize(9)
                .startsWith(
                        "perfect has a VOC mAP of 100.0 where blind has 0.0: +100.0 points. With other test images of the same"
                                + " kind it would lie between +100.0 and +100.0 points (95 % interval): perfect is better, and that"
                                + " is hardly due to the choice of test images.",
                        "  VOC mAP    0.00 100.00   difference +100.00, 95% interval +100.00 to +100.00",
                        "  COCO AP    0.00 100.00   difference +100.00, 95% interval +100.00 to +100.00",
                        "Auxiliary tasks of blind",
                        "  multi-object mAP      62.50",
                        "  foreground IoU        25.00",
                        "Auxiliary tasks of perfect");
    }

    @Test
    void theFirstRunIsComparedWithEachOfTheOthers() throws IOException {
        JsonNode document = CommandOutput.by("compare", perfect, blind, perfect + "/../perfect", "--json")
                .document();
        assertThat(document.get("report").isNull()).isTrue();
        assertThat(document.at("/comparison/images").asInt()).isEqualTo(6);
        assertThat(document.at("/comparison/runs")).hasSize(3);
        assertThat(document.at("/comparison/pairs")).hasSize(2);
        JsonNode pair = document.at("/comparison/pairs/0");
        assertThat(pair.at("/difference/voc/difference").asDouble()).isEqualTo(-1);
        assertThat(pair.at("/difference/voc/share").asDouble()).isZero();
        assertThat(pair.at("/found/byBoth").asInt()).isZero();
        assertThat(pair.at("/found/byFirst/MISSED").asInt())
                .isEqualTo(Datasets.open(test.toString()).boxes());
        JsonNode same = document.at("/comparison/pairs/1");
        assertThat(same.at("/difference/voc/difference").asDouble()).isZero();
        assertThat(same.at("/found/byBoth").asInt())
                .isEqualTo(Datasets.open(test.toString()).boxes());
    }

    @Test
    void theReportIsWrittenWhereItIsAskedFor() throws IOException {
        Path report = folder.resolve("out/report.html");
        String out = CommandOutput.by(
                        "compare", blind, perfect, "--out", report.getParent().toString())
                .done();
        assertThat(out).endsWith("Report: " + report + System.lineSeparator());
        assertThat(Files.readString(report)).contains("<h1>blind and perfect</h1>");
    }

    @Test
    void whatCannotBeComparedIsRefused() throws IOException {
        CommandOutput one = CommandOutput.by("compare", blind);
        assertThat(one.status()).isEqualTo(2);
        assertThat(one.err())
                .startsWith("rebox: ")
                .contains("(RUN) requires at least 2 values", "rebox compare --help");
        String nowhere = folder.resolve("nowhere").toString();
        CommandOutput.refused(3, "nowhere: not a run folder", "compare", blind, nowhere);
        RunFolder begun = MadeRun.begun(folder.resolve("begun"), test);
        CommandOutput.refused(
                3,
                "begun: is not over: it has no detections",
                "compare",
                blind,
                begun.path().toString());
        Scenes.write(folder.resolve("others"), 2, 1, 5);
        RunFolder other = MadeRun.finished(folder.resolve("other"), folder.resolve("others/train.json"), 3);
        CommandOutput.refused(
                3,
                "the runs blind, other were tested on different images",
                "compare",
                blind,
                other.path().toString());
        CommandOutput.refused(2, "--threads: 0 is less than 1", "compare", blind, perfect, "--threads", "0");
    }

    private String run(String name, Map<String, List<Detection>> detections) throws IOException {
        RunFolder run = MadeRun.finished(folder.resolve(name), test, 3);
        CocoResults.write(run.detections(), Datasets.open(test.toString()), detections);
        return run.path().toString();
    }

    private static List<Detection> all(Example example) {
        return example.annotations().stream()
                .map(object -> new Detection(object.box(), object.label(), .9))
                .toList();
    }
}
