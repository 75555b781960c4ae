package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebox.bench.Bench;
import dev.rebox.bench.Cost;
import dev.rebox.bench.WorkersRate;
import dev.rebox.config.Device;
import dev.rebox.tensor.Precision;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
    @Test
    void theSmallestImageIsMeasuredAsAnyOther() throws IOException {
        JsonNode document = CommandOutput.by(
                        "bench",
                        "--height",
                        "64",
                        "--width",
                        "64",
                        "--boxes",
                        "1",
                        "--classes",
                        "2",
                        "--regions",
                        "4",
                        "--steps",
                        "1",
                        "--precision",
                        "float32",
                        "--threads",
                        "1",
                        "--device",
                        "cpu",
                        "--json")
                .document();
        assertThat(document.fieldNames())
                .toIterable()
                .containsExactly(
                        "backbone",
                        "detector",
                        "height",
                        "width",
                        "precision",
                        "threads",
                        "baseline",
                        "method",
                        "peak_gflops",
                        "share",
                        "batch",
                        "workers");
        assertThat(document.get("workers"))
                .as("one worker has nobody beside it")
                .isEmpty();
        assertThat(document.get("backbone").asText()).isEqualTo("mobilenet_v1");
        assertThat(document.get("detector").asText()).isEqualTo("faster_rcnn");
        assertThat(document.get("precision").asText()).isEqualTo("float32");
        assertThat(document.get("threads").asInt()).isEqualTo(1);
        JsonNode step = document.at("/baseline/train_step");
        assertThat(document.at("/baseline/train_step_s")).isEqualTo(step.get("seconds"));
        assertThat(document.get("share")).isEqualTo(step.get("share"));
        assertThat(document.at("/baseline/predict_s")).isEqualTo(document.at("/baseline/predict/seconds"));
        // A multiply-add is two operations.
        double reached =
                2 * step.get("multiplyAdds").asDouble() / step.get("seconds").asDouble() / 1e9;
        assertThat(step.get("share").asDouble())
                .isEqualTo(reached / document.get("peak_gflops").asDouble(), within(1e-9));
        assertThat(document.at("/method/train_step/multiplyAdds").asLong())
                .as("the tasks compute too")
                .isGreaterThan(step.get("multiplyAdds").asLong());
    }

    @Test
    void everyNumberOfWorkersUpToThoseAskedForIsMeasured() throws IOException {
        JsonNode workers = CommandOutput.by(("bench --height 64 --width 64 --boxes 1 --classes 2 --regions 4 --steps 1"
                                + " --batch 3 --precision float32 --threads 3 --device cpu --json")
                        .split(" "))
                .document()
                .get("workers");
        assertThat(workers.findValues("workers")).extracting(JsonNode::asInt).containsExactly(1, 2, 3);
        for (String kind : List.of("training", "many", "one")) {
            assertThat(workers.findValues(kind)).hasSize(6).allMatch(rate -> rate.asDouble() > 0);
        }
    }

    @Test
    void peopleGetATableOfBothWithWhereTheTimeGoes() {
        Bench bench = new Bench(
                new Bench.Setting("rfcn", "resnet50", 600, 800, 8, 20, 256, Precision.BFLOAT16, 10, 4, Device.CPU),
                2,
                new Cost(part(1, 50e9, .25, "features", .5), part(.4, 10e9, .125, "features", .25)),
                new Cost(part(1.5, 60e9, .2, "features", .5, "tasks", .75), part(.5, 12e9, .12, "features", .25)),
                400,
                List.of(
                        new WorkersRate(1, new WorkersRate.Rates(1, 2.5, 2.5), new WorkersRate.Rates(.75, 2, 2)),
                        new WorkersRate(2, new WorkersRate.Rates(1.9, 5, 3), new WorkersRate.Rates(1.5, 3, 3))));
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(BenchCommand.text(bench).lines())
                    .containsExactly(
                            "rfcn on resnet50, 600 x 800, bfloat16, 2 threads; convolution peak 400 GFLOP/s",
                            "",
                            "training step       baseline      method",
                            "  features          500.0 ms    500.0 ms",
                            "  tasks                         750.0 ms",
                            "  together         1000.0 ms   1500.0 ms (1.50 times)",
                            "  10^9 mult-adds        50.0        60.0",
                            "  of the peak           25 %        20 %",
                            "",
                            "prediction          baseline      method",
                            "  features          250.0 ms    250.0 ms",
                            "  together          400.0 ms    500.0 ms (1.25 times)",
                            "  10^9 mult-adds        10.0        12.0",
                            "  of the peak           13 %        12 %",
                            "",
                            "images a second             baseline                method",
                            "  training, steps of 4",
                            "    1 worker                 1.0 (1.00 times)      0.8 (1.00 times)",
                            "    2 workers                1.9 (1.90 times)      1.5 (2.00 times)",
                            "  prediction, many images",
                            "    1 worker                 2.5 (1.00 times)      2.0 (1.00 times)",
                            "    2 workers                5.0 (2.00 times)      3.0 (1.50 times)",
                            "  prediction, one image",
                            "    1 worker                 2.5 (1.00 times)      2.0 (1.00 times)",
                            "    2 workers                3.0 (1.20 times)      3.0 (1.50 times)");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whatCannotBeMeasuredIsRefused() {
        CommandOutput.refused(
                2, "--height 63 --width 800: an image has at least 64 pixels a side", "bench", "--height", "63");
        CommandOutput.refused(2, "--steps are at least 1", "bench", "--steps", "0");
        CommandOutput.refused(2, "Did you mean 'mobilenet_v1'?", "bench", "--backbone", "mobilnet_v1");
        CommandOutput.refused(2, "yolo", "bench", "--detector", "yolo");
        CommandOutput.refused(2, "--threads: 0 is less than 1", "bench", "--threads", "0");
    }

    /** @param stages names and seconds in turn */
    private static Cost.Part part(double seconds, double multiplyAdds, double share, Object... stages) {
        Map<String, Cost.Stage> parts = new LinkedHashMap<>();
        for (int i = 0; i < stages.length; i += 2) {
            parts.put((String) stages[i], new Cost.Stage((double) stages[i + 1], 0));
        }
        return new Cost.Part(seconds, (long) multiplyAdds, share, parts);
    }
}
