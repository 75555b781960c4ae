package dev.rebox.run;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.Evaluation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One line of {@code log.jsonl}: a JSON document. */
public sealed interface LogLine permits LogLine.Steps, LogLine.Evaluated, LogLine.Resumed {
    /** Steps done. */
    long step();

    /** Seconds since 1970. */
    double time();

    /**
     * Means over the steps since the line before.
     *
     * @param losses by name, weighted
     * @param total of the losses
     * @param gradientNorm before clipping
     * @param seconds a step took
     * @param waited seconds of that spent waiting for images
     * @param imagesPerSecond trained on; {@code picturesPerSecond} in runs of version 0.1
     */
    record Steps(
            long step,
            double time,
            Map<String, Double> losses,
            double total,
            double learningRate,
            double gradientNorm,
            double seconds,
            double waited,
            @JsonAlias("picturesPerSecond") double imagesPerSecond)
            implements LogLine {}

    /**
     * An evaluation.
     *
     * @param set {@code test} or {@code validation}
     * @param losses on the same set, by name; empty if they were not measured
     */
    record Evaluated(
            long step,
            double time,
            String set,
            Evaluation evaluation,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> losses)
            implements LogLine {
        public Evaluated {
            losses = losses == null ? Map.of() : losses;
        }

        /** VOC's mAP, -1 where it was not measured. */
        public double map() {
            return evaluation.voc() == null ? -1 : evaluation.voc().map();
        }

        /** COCO's AP, -1 where it was not measured. */
        public double cocoAp() {
            return evaluation.coco() == null ? -1 : evaluation.coco().ap();
        }
    }

    /** The run went on here. @param changes of its settings, in words */
    @JsonPropertyOrder({"step", "time", "resumed"})
    record Resumed(long step, double time, List<String> changes) implements LogLine {
        @JsonProperty
        boolean resumed() {
            return true;
        }
    }

    /** As it stands in the log. */
    default JsonNode json() {
        return Format.JSON.valueToTree(this);
    }

    /**
     * All lines of a log, none where there is no log. A line that was cut off, as a run that goes on may leave one, is passed
     * over.
     *
     * @throws DataException where the file or a whole line of it cannot be read
     */
    static List<LogLine> read(Path log) {
        List<LogLine> lines = new ArrayList<>();
        for (JsonNode line : documents(log)) {
            Class<? extends LogLine> kind =
                    line.has("evaluation") ? Evaluated.class : line.has("resumed") ? Resumed.class : Steps.class;
            try {
                lines.add(Format.JSON.treeToValue(line, kind));
            } catch (JsonProcessingException e) {
                throw new DataException(
                        log + ": step " + line.path("step") + ": cannot be read: " + e.getOriginalMessage());
            }
        }
        return lines;
    }

    /** The lines as documents, whatever is in them. @throws DataException where the file cannot be read */
    static List<JsonNode> documents(Path log) {
        if (!Files.isRegularFile(log)) {
            return List.of();
        }
        List<JsonNode> documents = new ArrayList<>();
        try {
            // Whatever a power cut left in place of text is no reason to stop.
            for (String line : new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                try {
                    JsonNode document = Format.JSON.readTree(line);
                    if (document.isObject()) {
                        documents.add(document);
                    }
                } catch (JsonProcessingException e) {
                    // The end of it was not written any more.
                }
            }
        } catch (IOException e) {
            throw new DataException(log + ": cannot be read: " + e.getMessage(), e);
        }
        return documents;
    }

    /** How lines are written and read. */
    final class Format {
        private static final ObjectMapper JSON =
                new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

        private Format() {}
    }
}
