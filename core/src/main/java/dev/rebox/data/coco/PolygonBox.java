package dev.rebox.data.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rebox.box.Box;
import dev.rebox.data.PointsBox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The box around a segmentation's polygons, {@code [[x, y, x, y, ...], ...]}. */
final class PolygonBox {
    private final PointsBox points = new PointsBox();

    /** The boxes of some annotations of a COCO file, which it reads again. @param wanted their places in the list, from 0 */
    static Map<Integer, Box> ofAnnotations(Path file, Set<Integer> wanted) {
        Map<Integer, Box> boxes = new HashMap<>();
        try (CocoJson json = CocoJson.open(file)) {
            int[] number = {0};
            json.lists(Map.of("annotations", parser -> {
                PolygonBox box = new PolygonBox();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    boolean segmentation = parser.currentName().equals("segmentation");
                    parser.nextToken();
                    if (segmentation && wanted.contains(number[0])) {
                        box.read(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
                box.box().ifPresent(found -> boxes.put(number[0], found));
                number[0]++;
            }));
        }
        return boxes;
    }

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
