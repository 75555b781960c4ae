package dev.rebox.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.config.ConfigChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
    @TempDir
    Path folder;

    private RunLog log(long step) {
        RunLog log = new RunLog(new RunFolder(folder), 2, 3);
        log.begin(step);
        return log;
    }

    private static StepReport step(long step, float loss) {
        return new StepReport(step, Map.of("class", loss), .5, 4, 2, 1);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("log.jsonl")).stream()
                .map(line -> line.replaceAll("\"time\":[0-9.E]+,", ""))
                .toList();
    }

    private EventReader events() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found =
                    files.filter(f -> f.toString().contains("tfevents")).toList();
            assertThat(found).hasSize(1);
            return EventReader.read(found.get(0));
        }
    }

    @Test
    void aLineHoldsMeansOverItsSteps() throws IOException {
        RunLog log = log(-1);
        log.step(step(1, 3));
        log.step(step(2, 5));
        log.step(step(3, 9));
        log.flush();
        log.flush();
        assertThat(lines())
                .containsExactly(
                        "{\"step\":2,\"losses\":{\"class\":4.0},\"total\":4.0,\"learningRate\":0.5,\"gradientNorm\":4.0,"
                                + "\"seconds\":2.0,\"waited\":1.0,\"imagesPerSecond\":1.5}",
                        "{\"step\":3,\"losses\":{\"class\":9.0},\"total\":9.0,\"learningRate\":0.5,\"gradientNorm\":4.0,"
                                + "\"seconds\":2.0,\"waited\":1.0,\"imagesPerSecond\":1.5}");
    }

    @Test
    void goingOnTakesAwayLaterStepsAndWhatWasCutOff() throws IOException {
        RunLog log = log(-1);
        for (int step = 1; step <= 6; step++) {
            log.step(step(step, step));
        }
        Files.writeString(folder.resolve("log.jsonl"), "{\"step\":7,\"los", StandardOpenOption.APPEND);

        log(4).resumed(4, List.of(new ConfigChange("train.steps", "6", "8")));

        assertThat(lines()).hasSize(3);
        assertThat(lines().get(1)).startsWith("{\"step\":4,");
        assertThat(lines().get(2))
                .isEqualTo("{\"step\":4,\"resumed\":true,\"changes\":[\"train.steps was 6 and is 8\"]}");
        assertThat(events().scalars())
                .filteredOn(s -> s.contains("total"))
                .containsExactly("2 train/total 1.5", "4 train/total 3.5");
    }

    @Test
    void tensorBoardGetsTheSameNumbers() throws IOException {
        RunLog log = log(-1);
        log.step(step(199, 3));
        log.step(step(200, 5));
        assertThat(events().others()).containsExactly("brain.Event:2", "session from 1");
        assertThat(events().scalars())
                .containsExactly(
                        "200 train/loss/class 4.0",
                        "200 train/total 4.0",
                        "200 train/learningRate 0.5",
                        "200 train/gradientNorm 4.0",
                        "200 train/seconds 2.0",
                        "200 train/waited 1.0",
                        "200 train/imagesPerSecond 1.5");
    }

    @Test
    void theReadersChecksumIsTheStandardOne() {
        // RFC 3720 gives the check value of "123456789".
        assertThat(EventReader.crc32c("123456789".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(0xe3069283);
    }
}
