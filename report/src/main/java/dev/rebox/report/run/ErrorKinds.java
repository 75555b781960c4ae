package dev.rebox.report.run;

import dev.rebox.evaluate.errors.ErrorKind;

/** What the kinds of errors are called. */
public final class ErrorKinds {
    private ErrorKinds() {}

    /** Two or three words. */
    public static String name(ErrorKind kind) {
        return switch (kind) {
            case CLASS -> "Wrong class";
            case LOCALISATION -> "Wrong place";
            case BOTH -> "Wrong class and place";
            case DUPLICATE -> "Found twice";
            case BACKGROUND -> "Background";
            case MISSED -> "Missed";
        };
    }

    /** What it means. */
    public static String meaning(ErrorKind kind) {
        return switch (kind) {
            case CLASS -> "on an object (IoU .5 or more), which is of another class";
            case LOCALISATION -> "the right class, but IoU only .1 to .5";
            case BOTH -> "another class, and IoU only .1 to .5";
            case DUPLICATE -> "an object that a surer detection had found";
            case BACKGROUND -> "nothing annotated is there";
            case MISSED -> "an object without any such detection";
        };
    }
}
