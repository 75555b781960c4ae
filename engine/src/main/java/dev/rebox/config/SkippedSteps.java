package dev.rebox.config;

import dev.rebox.error.ConfigException;

/** How many steps with a value that is not finite may be left out, as {@code train.onInvalid} gives it. */
public final class SkippedSteps {
    private static final String SKIP = "skip ";

    private SkippedSteps() {}

    /**
     * The number of steps; 0 stops at the first.
     *
     * @param policy {@code stop} or {@code skip N}
     * @throws ConfigException for another text
     */
    public static int allowed(String policy) {
        if (policy.matches(SKIP + "\\d{1,9}")) {
            return Integer.parseInt(policy.substring(SKIP.length()));
        }
        if (policy.equals("stop")) {
            return 0;
        }
        throw new ConfigException("train.onInvalid: '" + policy + "' is neither 'stop' nor 'skip N'.");
    }
}
