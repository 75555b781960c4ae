package dev.rebox.evaluate.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.error.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one COCO results file as a stream: memory holds the detections and nothing else. */
final class CocoResultsReader {
    private static final String SHAPE = "{\"image_id\", \"category_id\", \"bbox\": [x, y, width, height], \"score\"}";
    /** Python writes NaN and Infinity without quotes; accepted here to be named as what they are. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final Path file;
    private final KnownNames known;
    private final Map<String, List<Detection>> detections = new LinkedHashMap<>();
    private final double[] numbers = new double[4];
    private final JsonParser json;
    private long entry = -1;
    private long entryByte;

    private CocoResultsReader(Path file, KnownNames known, JsonParser json) {
        this.file = file;
        this.json = json;
        this.known = known;
    }

    static Map<String, List<Detection>> read(Path file, KnownNames known) {
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = JSON.createParser(in)) {
            CocoResultsReader reader = new CocoResultsReader(file, known, json);
            try {
                reader.readArray();
                return reader.detections;
            } catch (JsonEOFException e) {
                throw new DataException(file + ": ends in the middle of "
                        + (reader.entry < 0 ? "the array" : reader.place())
                        + ": the file was cut off; write or copy it again");
            } catch (JsonProcessingException e) {
                String what = e.getOriginalMessage().lines().findFirst().orElse("");
                throw new DataException(file + ": no valid JSON at " + reader.place(e.getLocation()) + ": " + what);
            }
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private void readArray() throws IOException {
        JsonToken first = json.nextToken();
        if (first != JsonToken.START_ARRAY) {
            throw new DataException(file + ": " + (first == null ? "is empty" : "starts with " + named(first))
                    + "; COCO results are one array of " + SHAPE);
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            entry++;
            entryByte = json.currentTokenLocation().getByteOffset();
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw wrong("is " + named(json.currentToken()) + ", not an object " + SHAPE);
            }
            readEntry();
        }
        if (json.nextToken() != null) {
            throw new DataException(file + ": something follows the array at byte "
                    + json.currentTokenLocation().getByteOffset());
        }
    }

    private void readEntry() throws IOException {
        String image = null;
        Long category = null;
        String name = null;
        Box box = null;
        Double score = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "image_id" -> image = readImage();
                case "category_id" -> category = readWhole("category_id");
                case "category", "category_name" -> name = json.getValueAsString();
                case "bbox" -> box = readBox();
                case "score" -> score = readNumber("score");
                default -> json.skipChildren();
            }
        }
        String imageId = given(image, "image_id");
        long categoryId = given(category, "category_id");
        int label = name == null ? knownLabel(categoryId) : known.label(name);
        Box place = given(box, "bbox");
        double certainty = given(score, "score");
        Detection detection = new Detection(place, label, certainty);
        String knownImage = knownImage(imageId);
        if (label > 0) {
            detections.computeIfAbsent(knownImage, id -> new ArrayList<>()).add(detection);
        }
    }

    private String readImage() throws IOException {
        return json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : String.valueOf(readWhole("image_id"));
    }

    // Names are looked up when the entry is complete, lest the beginning of a number that was cut off be taken for one.
    private String knownImage(String id) {
        String image = known.image(id);
        if (image == null) {
            throw wrong(known.unknownImage(id));
        }
        return image;
    }

    private int knownLabel(long category) {
        Integer label = known.label(category);
        if (label == null) {
            throw wrong(known.unknownCategory(category));
        }
        return label;
    }

    private Box readBox() throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("bbox is " + named(json.currentToken()) + ", not [x, y, width, height]");
        }
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (count == 4) {
                throw wrong("bbox has more than four numbers [x, y, width, height]");
            }
            numbers[count++] = readNumber("bbox");
        }
        if (count < 4) {
            throw wrong("bbox has " + count + " numbers, not four [x, y, width, height]");
        }
        if (numbers[2] < 0 || numbers[3] < 0) {
            throw wrong(
                    "bbox has a negative size: " + numbers[2] + " x " + numbers[3] + "; it is [x, y, width, height]");
        }
        return Box.ofSize(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private double readNumber(String field) throws IOException {
        if (!json.currentToken().isNumeric()) {
            throw wrong(field + " holds " + named(json.currentToken()) + " where a number belongs");
        }
        double value = json.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw wrong(field + " is " + json.getText() + "; it must be a finite number");
        }
        return value;
    }

    private long readWhole(String field) throws IOException {
        double value = readNumber(field);
        try {
            return json.currentToken() == JsonToken.VALUE_NUMBER_INT
                    ? json.getLongValue()
                    : new BigDecimal(value).longValueExact();
        } catch (ArithmeticException | JsonProcessingException e) {
            throw wrong(field + " is " + json.getText() + "; it must be a whole number");
        }
    }

    private <T> T given(@Nullable T value, String field) {
        if (value == null) {
            throw wrong("has no " + field + "; an entry is " + SHAPE);
        }
        return value;
    }

    private DataException wrong(String what) {
        return new DataException(file + ": " + place() + ": " + what);
    }

    private String place() {
        return "entry " + entry + " (byte " + entryByte + ")";
    }

    /** Jackson's limits on nesting and length come without a place of their own. */
    private String place(@Nullable JsonLocation location) {
        return location == null ? place() : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String named(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            default -> "null";
        };
    }
}
