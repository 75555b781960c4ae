package dev.rebox.data.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rebox.box.Box;
import java.io.IOException;
import java.util.Optional;

/** The box around a segmentation's polygons, {@code [[x, y, x, y, ...], ...]}. */
final class PolygonBox {
    private double x1 = Double.POSITIVE_INFINITY;
    private double y1 = Double.POSITIVE_INFINITY;
    private double x2 = Double.NEGATIVE_INFINITY;
    private double y2 = Double.NEGATIVE_INFINITY;

    /** Reads the value at the parser to its end; what is not a list of numbers adds nothing. */
    void read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        int depth = 1;
        boolean across = true;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token.isStructStart()) {
                depth++;
                across = true;
            } else if (token.isStructEnd()) {
                depth--;
            } else {
                double value = CocoValues.number(json);
                if (!Double.isNaN(value)) {
                    add(value, across);
                }
                across = !across;
            }
        }
    }

    private void add(double value, boolean across) {
        if (across) {
            x1 = Math.min(x1, value);
            x2 = Math.max(x2, value);
        } else {
            y1 = Math.min(y1, value);
            y2 = Math.max(y2, value);
        }
    }

    /** Empty where there was no polygon. */
    Optional<Box> box() {
        return x2 > x1 && y2 > y1 ? Optional.of(new Box(x1, y1, x2, y2)) : Optional.empty();
    }
}
