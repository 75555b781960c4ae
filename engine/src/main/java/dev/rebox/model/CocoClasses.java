package dev.rebox.model;

import dev.rebox.data.LabelMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The 80 classes of COCO's boxes, which public detectors know. Their ids run to 90 with gaps. */
final class CocoClasses {
    private static final String TABLE = "coco-classes.txt";

    private CocoClasses() {}

    static LabelMap labels() {
        try (InputStream in = CocoClasses.class.getResourceAsStream(TABLE)) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return new LabelMap(
                    lines.stream()
                            .map(line -> line.substring(line.indexOf(' ') + 1))
                            .toList(),
                    lines.stream()
                            .map(line -> Long.valueOf(line.substring(0, line.indexOf(' '))))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
