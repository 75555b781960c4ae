package dev.rebox.export;

import dev.rebox.data.image.ResizeRule;
import dev.rebox.error.DataException;
import java.nio.file.Path;
import java.util.Map;

/** The size in which an exported detector takes an image. */
public sealed interface ImageSizing {
    /** The size of this image. */
    ResizeRule.Target of(int width, int height);

    /** As the metadata have it. */
    Map<String, Integer> entries();

    /** The shorter side becomes so many pixels, unless the longer one would be too long: {@code shorterSide}, {@code longerSide}. */
    record InProportion(ResizeRule rule) implements ImageSizing {
        @Override
        public ResizeRule.Target of(int width, int height) {
            return rule.of(width, height);
        }

        @Override
        public Map<String, Integer> entries() {
            return Map.of("shorterSide", rule.shorterSide(), "longerSide", rule.longerSide());
        }
    }

    /** Every image gets the same size, whatever its proportions: {@code width}, {@code height}. */
    record Stretched(int newWidth, int newHeight) implements ImageSizing {
        @Override
        public ResizeRule.Target of(int width, int height) {
            return new ResizeRule.Target(newWidth, newHeight, (double) newWidth / width, (double) newHeight / height);
        }

        @Override
        public Map<String, Integer> entries() {
            return Map.of("width", newWidth, "height", newHeight);
        }
    }

    /** What the entries of a file's metadata mean. @throws DataException where one lacks */
    static ImageSizing of(Map<String, Integer> entries, Path file) {
        return entries.containsKey("width")
                ? new Stretched(number(entries, "width", file), number(entries, "height", file))
                : new InProportion(
                        new ResizeRule(number(entries, "shorterSide", file), number(entries, "longerSide", file)));
    }

    private static int number(Map<String, Integer> entries, String key, Path file) {
        Integer number = entries.get(key);
        if (number == null || number < 1) {
            throw new DataException(file + ": its metadata 'rebox.resize' is damaged: it has no usable '" + key + "'.");
        }
        return number;
    }
}
