package dev.rebox.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.Dataset;
import dev.rebox.data.LabelMap;
import dev.rebox.error.DataException;
import dev.rebox.evaluate.results.CocoResults;
import dev.rebox.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The results of a study's finished runs: {@code results/ID/result.json}, with the detections on the test set beside it. */
final class ResultFolder {
    /** Less likely detections hardly move an average precision, and would be most of the file. */
    private static final double LEAST_SCORE = 0.01;

    private static final int MOST_DETECTIONS = 100;
    /** Parts of a pixel, and of 1, that are kept. */
    private static final double PIXEL = 8;

    private static final double SCORE = 1e5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;

    ResultFolder(Path study) {
        path = study.resolve("results");
    }

    /** The result of a run, if it is finished. @throws DataException if its file is damaged */
    Optional<RunResult> find(String id) {
        Path file = path.resolve(id).resolve("result.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), RunResult.class));
        } catch (JsonProcessingException e) {
            throw new DataException(file + ":" + e.getLocation().getLineNr()
                    + ": not a result of a study. Delete it, and the run is done again.");
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage() + ".");
        }
    }

    /** Keeps a result. The result comes last: where it is, the detections are too. */
    void write(RunResult result, Dataset test, Map<String, List<Detection>> detections) {
        Map<String, List<Detection>> kept = new LinkedHashMap<>();
        detections.forEach((image, found) -> kept.put(
                image,
                found.stream()
                        .filter(d -> d.score() >= LEAST_SCORE)
                        .limit(MOST_DETECTIONS)
                        .map(ResultFolder::rounded)
                        .toList()));
        CocoResults.write(detectionsFile(result.id()), test, kept);
        RunFolder.writeJson(path.resolve(result.id()).resolve("result.json"), result);
    }

    /** Whether the detections of a finished run were kept, and carried along. */
    boolean hasDetections(String id) {
        return Files.isRegularFile(detectionsFile(id));
    }

    /** The kept detections of a finished run, by image. @param classes of the run */
    Map<String, List<Detection>> detections(String id, Dataset test, LabelMap classes) {
        return CocoResults.read(detectionsFile(id), test, classes, left -> {});
    }

    private Path detectionsFile(String id) {
        return path.resolve(id).resolve("detections.json");
    }

    private static Detection rounded(Detection d) {
        Box b = d.box();
        Box box = new Box(round(b.x1(), PIXEL), round(b.y1(), PIXEL), round(b.x2(), PIXEL), round(b.y2(), PIXEL));
        return new Detection(box, d.label(), round(d.score(), SCORE));
    }

    private static double round(double value, double parts) {
        return Math.round(value * parts) / parts;
    }
}
