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
    public String address(Path out, String split) {
        return file(out, split).toString();
    }

    private static Path file(Path out, String split) {
        return out.resolve((split.isEmpty() ? "annotations" : split) + ".json");
    }

    @Override
    public Path imageFolder(String split) {
        return Path.of("images");
    }

    @Override
    public void write(Path out, List<Conversion.Part> parts) {
        parts.forEach(part -> CocoWriter.write(file(out, part.name()), part.data()));
    }
}
