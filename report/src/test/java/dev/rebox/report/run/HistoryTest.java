package dev.rebox.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.run.LogLine.Evaluated;
import dev.rebox.run.LogLine.Steps;
import dev.rebox.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final String VOC = "{\"voc\":{\"mAP\":%s,\"mAP11\":%1$s,\"perClass\":{}}}";

    @TempDir
    Path folder;

    @Test
    void theLastMeasurementIsTheOneOfTheMetricsFile() throws IOException {
        write(
                "log.jsonl",
                steps(1, "{\"class\":2.0}")
                        + steps(2, "{\"closeness\":1.0,\"class\":1.5}")
                        + evaluated(2, "test", "0.1")
                        + evaluated(4, "test", "0.2")
                        + "{\"step\":3,\"time\":1,\"resumed\":true,\"changes\":[]}\n"
                        + "{\"step\":5,\"losses\"");
        write(
                "metrics.json",
                "{\"test\":\"t\",\"steps\":4," + VOC.formatted("0.3").substring(1));
        write("environment.json", "{\"java\":\"17\",\"seed\":3}");
        History history = History.read(new RunFolder(folder));
        assertThat(history.evaluations()).extracting(Evaluated::step).containsExactly(2L, 4L);
        assertThat(history.evaluations()).extracting(Evaluated::map).containsExactly(.1, .3);
        assertThat(history.result()).map(Evaluated::map).hasValue(.3);
        assertThat(history.environment()).containsExactly(Map.entry("java", "17"), Map.entry("seed", "3"));
        assertThat(history.lossNames()).containsExactly("class", "closeness");
        assertThat(history.loss("closeness")).containsExactly(Double.NaN, 1);
        assertThat(history.steps()).containsExactly(1, 2);
        assertThat(history.done())
                .as("the metrics are of later steps than the log")
                .isEqualTo(4);
    }

    @Test
    void aRunThatHasJustBegunHasNoHistory() {
        History history = History.read(new RunFolder(folder));
        assertThat(history.logged()).isEmpty();
        assertThat(history.result()).isEmpty();
        assertThat(history.watched()).isEmpty();
        assertThat(history.done()).isZero();
    }

    @Test
    void theSetThatWasLookedAtMostIsWatched() {
        Evaluated test = new Evaluated(2, 0, "test", null, null);
        Evaluated validation = new Evaluated(1, 0, "validation", null, null);
        assertThat(history(validation, validation, test).watched()).containsExactly(validation, validation);
        assertThat(history(validation, test).watched()).containsExactly(test);
        assertThat(history(validation, test, test).watched()).containsExactly(test, test);
    }

    private static History history(Evaluated... evaluations) {
        return new History(List.<Steps>of(), List.of(evaluations), Optional.empty(), Map.of());
    }

    private static String steps(int step, String losses) {
        return "{\"step\":" + step + ",\"time\":0,\"losses\":" + losses + ",\"total\":1}\n";
    }

    private static String evaluated(int step, String set, String map) {
        return "{\"step\":" + step + ",\"time\":0,\"set\":\"" + set + "\",\"evaluation\":" + VOC.formatted(map) + "}\n";
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
