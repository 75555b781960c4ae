package dev.rebox.serve.detect;

import dev.rebox.ObjectDetector;
import dev.rebox.config.Device;
import dev.rebox.export.Detectors;
import dev.rebox.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Where a model comes from: a run folder, a model file or an exported file. */
public record ModelSource(Path path, Device device) {
    /** @throws dev.rebox.error.DataException if there is none, or a damaged one */
    public ObjectDetector open() {
        return Detectors.open(path, device);
    }

    /** The name of the folder or file, without an ending, fit for an address. */
    public String name() {
        String last = String.valueOf(path.toAbsolutePath().normalize().getFileName());
        String stem = Files.isDirectory(path) ? last : last.replaceFirst("\\.(safetensors|onnx)$", "");
        return stem.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    /**
     * Changes when the model or its thresholds change: which files they are, their sizes and times.
     *
     * @throws dev.rebox.error.DataException where a folder has no model, as may be for a moment
     */
    public String state() {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(path)) {
            RunFolder run = RunFolder.open(path);
            files.add(run.trainedModel());
            files.add(run.thresholds());
        } else {
            files.add(path);
        }
        StringBuilder state = new StringBuilder();
        for (Path file : files) {
            state.append(file).append(' ').append(sizeAndTime(file)).append('\n');
        }
        return state.toString();
    }

    private static String sizeAndTime(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return found.size() + " " + found.lastModifiedTime() + " " + found.fileKey();
        } catch (IOException e) {
            return "missing";
        }
    }
}
