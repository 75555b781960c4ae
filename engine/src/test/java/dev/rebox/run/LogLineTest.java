package dev.rebox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.DataException;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.evaluate.coco.CocoMetrics;
import dev.rebox.evaluate.voc.VocMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLineTest {
    private static final VocMetrics VOC = new VocMetrics(.5, .25, Map.of("cat", new VocMetrics.ClassFigures(.5, .25)));
    private static final CocoMetrics COCO = new CocoMetrics(
            .1, .2, .3, .4, .5, .6, .7, .8, .9, -1, -1, .95, Map.of("cat", new CocoMetrics.ClassFigures(.1, .2)));

    @TempDir
    Path folder;

    private List<LogLine> read(String text) throws IOException {
        return LogLine.read(Files.writeString(folder.resolve("log.jsonl"), text));
    }

    private LogLine readBack(LogLine line) throws IOException {
        return read(line.json() + "\n").get(0);
    }

    @Test
    void everyKindOfLineComesBack() throws IOException {
        List<LogLine> lines = List.of(
                new LogLine.Steps(20, 1.5, Map.of("class", .5, "box", .25), .75, .01, 3, .2, .1, 10),
                new LogLine.Evaluated(
                        20,
                        2.5,
                        "validation",
                        new Evaluation(COCO, VOC, null, null, Map.of(AuxiliaryFigure.named("closenessTop1"), .5)),
                        Map.of("class", .125)),
                new LogLine.Resumed(20, 3.5, List.of("train.steps was 6 and is 8")));
        for (LogLine line : lines) {
            assertThat(readBack(line)).isEqualTo(line);
        }
        assertThat(lines.get(1).json().at("/losses/class").asDouble()).isEqualTo(.125);
    }

    @Test
    void lossesThatWereNotMeasuredAreLeftOut() throws IOException {
        LogLine.Evaluated line = new LogLine.Evaluated(1, 2, "test", new Evaluation(COCO, VOC, null, null, null), null);
        assertThat(line.json().has("losses")).isFalse();
        assertThat(readBack(line)).isEqualTo(line);
        assertThat(line.losses()).isEmpty();
    }

    @Test
    void aFigureThatWasNotMeasuredIsMinusOne() {
        LogLine.Evaluated nothing =
                new LogLine.Evaluated(1, 2, "test", new Evaluation(null, null, null, null, null), null);
        assertThat(List.of(nothing.map(), nothing.cocoAp())).containsOnly(-1.);
        LogLine.Evaluated both = new LogLine.Evaluated(1, 2, "test", new Evaluation(COCO, VOC, null, null, null), null);
        assertThat(List.of(both.map(), both.cocoAp())).containsExactly(.5, .1);
    }

    @Test
    void whatWasCutOffAndWhatIsNoObjectIsPassedOver() throws IOException {
        assertThat(read("{\"step\":1}\n\n7\nnull\n\0\0\0\n{\"step\":2,\"resumed\":true}\n{\"step\":3,\"lo"))
                .extracting(LogLine::step)
                .containsExactly(1L, 2L);
    }

    @Test
    void bytesThatAreNoTextDoNotStopTheReader() throws IOException {
        Path log = folder.resolve("log.jsonl");
        byte[] line = "{\"step\":1}\n".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[line.length + 3];
        bytes[0] = (byte) 0xff;
        bytes[1] = (byte) 0xfe;
        bytes[2] = '\n';
        System.arraycopy(line, 0, bytes, 3, line.length);
        Files.write(log, bytes);
        assertThat(LogLine.read(log)).hasSize(1);
    }

    @Test
    void aFieldOfANewerProgramIsPassedOverAndAWrongOneNamed() throws IOException {
        assertThat(read("{\"step\":4,\"mood\":\"good\",\"total\":2}\n").get(0))
                .isInstanceOfSatisfying(
                        LogLine.Steps.class, line -> assertThat(line.total()).isEqualTo(2));
        assertThatThrownBy(() -> read("{\"step\":4,\"total\":\"much\"}\n"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder.resolve("log.jsonl") + ": step 4: cannot be read: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void withoutALogThereAreNoLines() {
        assertThat(LogLine.read(folder.resolve("none"))).isEmpty();
    }
}
