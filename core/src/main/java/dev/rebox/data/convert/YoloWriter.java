package dev.rebox.data.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import dev.rebox.data.ImageFiles;
import dev.rebox.file.AtomicFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** YOLO: {@code data.yaml}, {@code images/SPLIT/} and {@code labels/SPLIT/}. */
final class YoloWriter implements Conversion.Writer {
    @Override
    public Set<Conversion.Mark> marks() {
        return Set.of();
    }

    @Override
    public String address(Path out, String split) {
        return out.resolve("data.yaml") + ":" + key(split);
    }

    @Override
    public Path imageFolder(String split) {
        return Path.of("images", key(split));
    }

    /** YOLO's data.yaml has train, val and test. */
    private static String key(String split) {
        return switch (split) {
            case "" -> "train";
            case "valid", "validation" -> "val";
            default -> split;
        };
    }

    @Override
    public void write(Path out, List<Conversion.Part> parts) {
        StringBuilder yaml = new StringBuilder("path: .\n");
        for (Conversion.Part part : parts) {
            String key = key(part.name());
            yaml.append(key).append(": images/").append(key).append('\n');
            for (Example example : part.data().examples()) {
                Path file = out.resolve("labels").resolve(key).resolve(ImageFiles.stem(example.image()) + ".txt");
                AtomicFile.write(file, rows(example));
            }
        }
        yaml.append("names:\n");
        List<String> names = parts.get(0).data().labels().names();
        for (int i = 0; i < names.size(); i++) {
            yaml.append("  ")
                    .append(i)
                    .append(": ")
                    .append(quoted(names.get(i)))
                    .append('\n');
        }
        AtomicFile.write(out.resolve("data.yaml"), yaml.toString());
    }

    /** {@code class centerX centerY width height} in fractions of the sides, in full precision. */
    private static String rows(Example example) {
        StringBuilder rows = new StringBuilder();
        for (Annotation annotation : example.annotations()) {
            Box box = annotation.box().scale(1.0 / example.width(), 1.0 / example.height());
            rows.append(annotation.label() - 1);
            for (double value : new double[] {box.centerX(), box.centerY(), box.width(), box.height()}) {
                rows.append(' ').append(value);
            }
            rows.append('\n');
        }
        return rows.toString();
    }

    /** A JSON text is YAML. */
    private static String quoted(String text) {
        try {
            return new ObjectMapper().writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
