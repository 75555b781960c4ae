package dev.rebox;

import java.util.Locale;
import org.junit.jupiter.api.function.Executable;

/** The language of the machine, for as long as something is tried in it. */
public final class TestLanguage {
    /** In Turkish the small letter of I has no dot. */
    public static final String TURKISH = "tr";
    /** In Egypt numbers are written in other digits. */
    public static final String EGYPTIAN = "ar-EG";

    private TestLanguage() {}

    /** Does something in a language, e.g. {@code tr}, and then goes back to the one before. */
    public static void in(String language, Executable work) throws Throwable {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));
            work.execute();
        } finally {
            Locale.setDefault(before);
        }
    }
}
