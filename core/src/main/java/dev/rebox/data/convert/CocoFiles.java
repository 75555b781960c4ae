package dev.rebox.data.convert;

import dev.rebox.data.coco.CocoWriter;
import java.nio.file.Path;
import java.util.List;

/** COCO: a JSON file for each split, the images in {@code images/} beside them. */
final class CocoFiles implements Conversion.Writer {
    @Override
    public boolean holdsCrowds() {
        return true;
    }

    @Override
    public boolean holdsDifficult() {
        return false;
    }

    @Override
    public boolean holdsTruncated() {
        return false;
    }

    @Override
    public Path imageFolder(String split) {
        return Path.of("images");
    }

    @Override
    public void write(Path out, List<Conversion.Part> parts) {
        parts.forEach(part -> CocoWriter.write(
                out.resolve((part.name().isEmpty() ? "annotations" : part.name()) + ".json"), part.data()));
    }
}
