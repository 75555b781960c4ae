package dev.rebox.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML whose scalars are text as it stands: a class called {@code no} is not false, and {@code 010} is not 8. A document is a
 * {@link String}, a {@link List} or a {@link Map} of such.
 */
public final class YamlText {
    private YamlText() {}

    private static final class NoTypes extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None: plain scalars are text.
        }
    }

    /** An empty text for an empty file. @throws MalformedFile with the line where this is not YAML */
    public static Object read(Path file) {
        LoaderOptions options = new LoaderOptions();
        DumperOptions dumping = new DumperOptions();
        Yaml yaml = new Yaml(new SafeConstructor(options), new Representer(dumping), dumping, options, new NoTypes());
        try {
            Object document = yaml.load(TextFile.read(file));
            return document == null ? "" : document;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new MalformedFile(file, line, "this is not well-formed YAML: " + firstLine(e.getProblem()), e);
        } catch (YAMLException e) {
            throw new MalformedFile(file, 0, "this is not well-formed YAML: " + firstLine(e.getMessage()), e);
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
