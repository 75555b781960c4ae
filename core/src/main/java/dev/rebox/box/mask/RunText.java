package dev.rebox.box.mask;

import java.util.Arrays;

/**
 * COCO's text of run lengths. A number is written in groups of five bits, the lowest first, each as the character 48 + group;
 * 32 is added where more groups follow, and the last group has the sign. From the fourth run on, the difference from the
 * run two before is written.
 */
public final class RunText {
    private static final int FIRST = 48;
    private static final int BITS = 5;
    private static final int MORE = 32;
    private static final int SIGN = 16;
    /** No run is longer than 35 bits can say. */
    private static final int MOST_GROUPS = 7;

    private RunText() {}

    /** The run lengths that a text says. @throws IllegalArgumentException saying where it is no such text */
    public static long[] read(String text) {
        long[] runs = new long[text.length()];
        int count = 0;
        int at = 0;
        while (at < text.length()) {
            long value = 0;
            int groups = 0;
            int group = MORE;
            while ((group & MORE) != 0) {
                group = at < text.length() ? text.charAt(at++) - FIRST : -1;
                if (group < 0 || group >= 2 * MORE || groups == MOST_GROUPS) {
                    throw new IllegalArgumentException(
                            "its \"counts\" are not run lengths: character " + at + " cannot stand there");
                }
                value |= (long) (group & MORE - 1) << BITS * groups++;
            }
            if ((group & SIGN) != 0) {
                value |= -1L << BITS * groups;
            }
            runs[count] = count > 2 ? value + runs[count - 2] : value;
            count++;
        }
        return Arrays.copyOf(runs, count);
    }

    /** The text of these run lengths. */
    public static String write(long[] runs) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < runs.length; i++) {
            long left = i > 2 ? runs[i] - runs[i - 2] : runs[i];
            boolean more = true;
            while (more) {
                int group = (int) (left & MORE - 1);
                left >>= BITS;
                more = (group & SIGN) != 0 ? left != -1 : left != 0;
                text.append((char) (FIRST + group + (more ? MORE : 0)));
            }
        }
        return text.toString();
    }
}
