package dev.rebox.data.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import dev.rebox.box.Box;
import dev.rebox.data.Numbers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Values as label tools write them: {@code 1}, {@code 1.0} and {@code "1"} are one number; null, NaN and text that is not a
 * number are no value. Objects and lists in place of a value are passed over.
 */
final class CocoValues {
    private CocoValues() {}

    /** A finite number, or NaN where there is none. */
    static double number(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token.isNumeric()) {
            double value = json.getDoubleValue();
            return Double.isFinite(value) ? value : Double.NaN;
        }
        if (token == JsonToken.VALUE_STRING) {
            return Numbers.finite(json.getText());
        }
        json.skipChildren();
        return Double.NaN;
    }

    /** A whole number, or null where there is none. */
    static @Nullable Long whole(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            try {
                return json.getLongValue();
            } catch (InputCoercionException e) {
                return null; // beyond a long
            }
        }
        double value = number(json);
        return value == Math.rint(value) && Math.abs(value) < 1L << 53 ? (Long) (long) value : null;
    }

    /** {@code [x, y, width, height]}; null for anything else. */
    static @Nullable Box box(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return null;
        }
        double[] values = new double[4];
        int count = 0;
        boolean numbers = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            double value = number(json);
            numbers &= !Double.isNaN(value);
            values[Math.min(count, 3)] = value;
            count++;
        }
        return numbers && count == 4 ? Box.ofSize(values[0], values[1], values[2], values[3]) : null;
    }

    /** 1, true, "1" or "true". */
    static boolean flag(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_STRING -> json.getText().strip().equalsIgnoreCase("true") || number(json) == 1;
            default -> {
                double value = number(json);
                yield !Double.isNaN(value) && value != 0;
            }
        };
    }

    /** Text, or null where there is none. */
    static @Nullable String text(JsonParser json) throws IOException {
        String value = json.getValueAsString();
        json.skipChildren();
        return value;
    }
}
