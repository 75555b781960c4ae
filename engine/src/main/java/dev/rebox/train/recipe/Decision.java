package dev.rebox.train.recipe;

/**
 * One setting that the recipe has chosen.
 *
 * @param key dotted
 * @param value as {@code key=value} takes it
 * @param why in words
 */
public record Decision(String key, String value, String why) {
    @Override
    public String toString() {
        return key + "=" + value + ": " + why;
    }
}
