package dev.rebox.cli;

import dev.rebox.box.Box;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code x1,y1,x2,y2} in pixels. */
final class WindowConverter implements ITypeConverter<Box> {
    @Override
    public Box convert(String value) {
        double[] corners = corners(value);
        Box box = corners.length == 4 ? new Box(corners[0], corners[1], corners[2], corners[3]) : null;
        if (box == null || box.isEmpty()) {
            throw new TypeConversionException(
                    "'" + value + "' is not a window: give x1,y1,x2,y2 in pixels with x1 < x2 and y1 < y2");
        }
        return box;
    }

    private static double[] corners(String value) {
        try {
            return Stream.of(value.split(",")).mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            return new double[0];
        }
    }
}
