package dev.rebox.config;

import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The table of all configuration keys: dotted name to what the records' {@link Key} annotations say of it. */
public final class Keys {
    private static final Set<String> TEXTS = new HashSet<>();
    private static final Map<String, Key> TABLE = Collections.unmodifiableMap(table());

    private Keys() {}

    /** Every key in the order of the records. */
    public static Map<String, Key> all() {
        return TABLE;
    }

    /** What is known of a key. @throws IllegalArgumentException for one that is not a key */
    public static Key of(String dotted) {
        Key key = TABLE.get(dotted);
        if (key == null) {
            throw new IllegalArgumentException(dotted + " is not a configuration key");
        }
        return key;
    }

    /** Whether the value is text, which is taken as it stands; others are numbers, words of a list, or lists. */
    public static boolean isText(String dotted) {
        return TEXTS.contains(dotted);
    }

    private static Map<String, Key> table() {
        Map<String, Key> table = new LinkedHashMap<>();
        collect(Config.class, "", table);
        return table;
    }

    private static void collect(Class<?> section, String prefix, Map<String, Key> into) {
        for (RecordComponent component : section.getRecordComponents()) {
            String name = prefix + component.getName();
            if (component.getType().isRecord()) {
                collect(component.getType(), name + ".", into);
                continue;
            }
            Key key = component.getAnnotation(Key.class);
            if (key == null) {
                throw new IllegalStateException(name + " lacks its @Key");
            }
            into.put(name, key);
            if (component.getType() == String.class) {
                TEXTS.add(name);
            }
        }
    }
}
