package dev.rebox.data.image;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The parts of a JPEG file before its pixels. */
final class JpegSegments {
    static final int START_OF_SCAN = 0xDA;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;

    private JpegSegments() {}

    /**
     * One part.
     *
     * @param at where its content begins, behind marker and length
     * @param length of its content, bytes
     */
    record Segment(int marker, long at, int length) {
        /** Baseline, progressive, lossless and so on, with the image's size. */
        boolean isFrame() {
            return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        }

        /** Of an application, or a comment: what the pixels do not need. */
        boolean isExtra() {
            return marker >= 0xE0 && marker <= 0xEF || marker == 0xFE;
        }
    }

    /** All up to the first scan, which is the last of them. As libjpeg does, passes over bytes between two segments. */
    static List<Segment> of(FileBytes jpeg) throws IOException {
        List<Segment> segments = new ArrayList<>();
        try {
            long at = 2;
            while (true) {
                while (jpeg.at(at) != 0xFF) {
                    at++;
                }
                while (jpeg.at(at) == 0xFF) {
                    at++;
                }
                int marker = jpeg.at(at++);
                if (marker == END_OF_IMAGE) {
                    return segments;
                }
                boolean alone = marker >= 0xD0 && marker <= START_OF_IMAGE || marker <= 1;
                if (alone) {
                    continue;
                }
                int length = jpeg.big16(at) - 2;
                if (length < 0 || at + 2 + length > jpeg.size()) {
                    return segments;
                }
                segments.add(new Segment(marker, at + 2, length));
                if (marker == START_OF_SCAN) {
                    return segments;
                }
                at += 2 + length;
            }
        } catch (EOFException e) {
            return segments;
        }
    }
}
