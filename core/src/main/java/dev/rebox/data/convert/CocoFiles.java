package dev.rebox.data.convert;

import dev.rebox.data.coco.CocoWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** COCO: a JSON file for each split, the images in {@code images/} beside them. */
final class CocoFiles implements Conversion.Writer {
    @Override
    public Set<Conversion.Mark> marks() {
        return Set.of(Conversion.Mark.CROWD);
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
