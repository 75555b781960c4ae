package dev.rebox.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.rebox.config.Device;
import dev.rebox.error.DataException;
import dev.rebox.file.AtomicFile;
import dev.rebox.model.Model;
import dev.rebox.model.ModelFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** What a training run leaves behind, by name. */
public record RunFolder(Path path) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Opens a finished or running run's folder. @throws DataException if it is not one */
    public static RunFolder open(Path path) {
        RunFolder run = new RunFolder(path);
        if (!Files.isRegularFile(run.config())) {
            throw new DataException(path + ": not a run folder (it has no config.yaml).");
        }
        return run;
    }

    /**
     * Loads the model of a run folder, the best where there is one, or a saved model itself.
     *
     * @throws DataException if there is none
     */
    public static Model loadModel(Path runOrFile, Device device) {
        return Model.load(
                Files.isRegularFile(runOrFile) ? runOrFile : open(runOrFile).trainedModel(), device);
    }

    public Path config() {
        return path.resolve("config.yaml");
    }

    public Path environment() {
        return path.resolve("environment.json");
    }

    /** What {@code recipe=auto} has decided, where it has. */
    public Path recipe() {
        return path.resolve("recipe.json");
    }

    /** Held while a process trains. */
    Path lock() {
        return path.resolve(".lock");
    }

    /** A JSON document a line: a step, or an evaluation. */
    public Path log() {
        return path.resolve("log.jsonl");
    }

    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** The model after the last step. */
    public Path model() {
        return path.resolve(ModelFiles.LAST);
    }

    /** The model that was best on the validation set, where there is one. */
    public Path bestModel() {
        return path.resolve(ModelFiles.BEST);
    }

    /** The model to use: the best where there is one, else the last. @throws DataException if training is not done */
    public Path trainedModel() {
        return ModelFiles.of(path);
    }

    public Path metrics() {
        return path.resolve("metrics.json");
    }

    /** Detections on the test set after the last step, as COCO results. */
    public Path detections() {
        return path.resolve("detections.json");
    }

    /** The thresholds that were chosen for its classes, where they were. */
    public Path thresholds() {
        return path.resolve("thresholds.json");
    }

    /**
     * The thresholds by class that were chosen for its model, or none; a warning where those that are kept are another model's.
     *
     * @throws DataException where the file is damaged
     */
    public Map<String, Double> chosenThresholds() {
        return KeptThresholds.of(this).byClass();
    }

    public Path report() {
        return path.resolve("report.html");
    }

    /** Reads a JSON document of the run. @throws DataException where it is damaged or cannot be read */
    public static <T> T readJson(Path file, Class<T> kind) {
        try {
            return JSON.readValue(file.toFile(), kind);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** Writes a value as indented JSON, whole. */
    public static void writeJson(Path file, Object value) {
        try {
            AtomicFile.write(file, JSON.writeValueAsString(value) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds a line to the log. */
    void appendLog(String line) {
        try {
            Files.write(
                    log(),
                    (line + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(log(), e);
        }
    }

    /** Deletes what a process that was killed while it wrote has left. */
    public void clean() {
        for (Path folder : List.of(path, checkpoints())) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (DirectoryStream<Path> strays = Files.newDirectoryStream(folder, ".*.part")) {
                for (Path stray : strays) {
                    Files.deleteIfExists(stray);
                }
            } catch (IOException e) {
                throw AtomicFile.cannotWrite(folder, e);
            }
        }
    }
}
