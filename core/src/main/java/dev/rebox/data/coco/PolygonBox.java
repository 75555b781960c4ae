package dev.rebox.data.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rebox.box.Box;
import dev.rebox.data.PointsBox;
import java.io.IOException;
import java.util.Optional;

/** The box around a segmentation's polygons, {@code [[x, y, x, y, ...], ...]}. */
final class PolygonBox {
    private final PointsBox points = new PointsBox();

    /** Reads the value at the parser to its end; what is not a list of numbers adds nothing. */
    void read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        int depth = 1;
        double x = Double.NaN;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token.isStructStart()) {
                depth++;
                x = Double.NaN;
            } else if (token.isStructEnd()) {
                depth--;
            } else {
                double value = CocoValues.number(json);
                if (Double.isNaN(x)) {
                    x = value;
                } else {
                    points.add(x, value);
                    x = Double.NaN;
                }
            }
        }
    }

    /** Empty where there was no polygon. */
    Optional<Box> box() {
        return points.box();
    }
}
