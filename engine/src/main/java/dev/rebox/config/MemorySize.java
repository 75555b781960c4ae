package dev.rebox.config;

import dev.rebox.error.ConfigException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A size of memory as {@code train.memory} gives it, such as {@code 4g} or {@code 1500m}. */
public final class MemorySize {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(m|g)", Pattern.CASE_INSENSITIVE);

    private MemorySize() {}

    /**
     * Bytes; {@link Long#MAX_VALUE} for null, which means no limit.
     *
     * @throws ConfigException for a text that is not a size
     */
    public static long bytes(@Nullable String text) {
        if (text == null) {
            return Long.MAX_VALUE;
        }
        Matcher size = SIZE.matcher(text);
        if (!size.matches() || Long.parseLong(size.group(1)) == 0) {
            throw new ConfigException("train.memory: '" + text + "' is not a size. Write, for example, 4g or 1500m.");
        }
        return Long.parseLong(size.group(1)) << (size.group(2).equalsIgnoreCase("g") ? 30 : 20);
    }
}
