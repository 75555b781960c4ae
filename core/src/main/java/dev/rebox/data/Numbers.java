package dev.rebox.data;

/** Numbers in the text of label files. */
public final class Numbers {
    private Numbers() {}

    /** The finite number that a text is, blanks around it left out; NaN for any other text. */
    public static double finite(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
