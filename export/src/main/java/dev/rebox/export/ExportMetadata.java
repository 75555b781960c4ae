package dev.rebox.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.data.LabelMap;
import dev.rebox.error.DataException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an exported file says of itself, as its metadata: JSON values under keys that begin with {@code rebox.}.
 *
 * @param labels the classes: {@code rebox.classes}, their names by rising label from 1, and {@code rebox.classIds}, their ids
 *     in the data set
 * @param thresholds the least score of each class that is worth showing, by name: {@code rebox.thresholds}; may be empty
 * @param sizing how an image is resized: {@code rebox.resize}
 */
public record ExportMetadata(LabelMap labels, Map<String, Double> thresholds, ImageSizing sizing) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "rebox.";
    private static final String CLASSES = "classes";
    private static final String CLASS_IDS = "classIds";
    private static final String THRESHOLDS = "thresholds";
    private static final String RESIZE = "resize";

    Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        document().forEach((key, value) -> entries.put(PREFIX + key, json(value)));
        return entries;
    }

    /** The same as a document: {@code classes}, {@code classIds}, {@code thresholds}, {@code resize}. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(CLASSES, labels.names());
        document.put(CLASS_IDS, labels.ids());
        document.put(THRESHOLDS, thresholds);
        document.put(RESIZE, sizing.entries());
        return document;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the metadata of a file. @throws DataException where another program made it */
    public static ExportMetadata of(Map<String, String> entries, Path file) {
        if (!entries.containsKey(PREFIX + CLASSES)) {
            throw new DataException(file + ": not a detector that 'rebox export' wrote (its metadata lacks '" + PREFIX
                    + CLASSES
                    + "').");
        }
        return new ExportMetadata(
                new LabelMap(
                        read(entries, CLASSES, new TypeReference<List<String>>() {}, file),
                        read(entries, CLASS_IDS, new TypeReference<List<Long>>() {}, file)),
                read(entries, THRESHOLDS, new TypeReference<Map<String, Double>>() {}, file),
                ImageSizing.of(read(entries, RESIZE, new TypeReference<Map<String, Integer>>() {}, file), file));
    }

    private static <T> T read(Map<String, String> entries, String key, TypeReference<T> type, Path file) {
        try {
            return JSON.readValue(entries.getOrDefault(PREFIX + key, ""), type);
        } catch (JsonProcessingException e) {
            throw new DataException(file + ": its metadata '" + PREFIX + key + "' is damaged.");
        }
    }
}
