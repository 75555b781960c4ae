package dev.rebox.data.image;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The whole numbers in the first directory of a TIFF file; an EXIF block is one too, and so are both of BigTIFF's sizes. */
final class TiffTags {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int ORIENTATION = 274;
    /** 1: the last sample is opacity, by which the colours are multiplied already. */
    static final int EXTRA_SAMPLES = 338;
    /** Marks a camera's DNG file. */
    static final int DNG_VERSION = 50706;

    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG_8 = 16;

    private final Map<Integer, Long> first = new HashMap<>();

    /** @throws IOException where it is no TIFF, or ends within the directory */
    TiffTags(FileBytes bytes, long begin) throws IOException {
        boolean little = bytes.says(begin, "II");
        if (!little && !bytes.says(begin, "MM")) {
            throw new IOException("it is not TIFF");
        }
        boolean big = bytes.number(begin + 2, 2, little) == 43;
        int offsetSize = big ? 8 : 4;
        long directory = begin + bytes.number(begin + (big ? 8 : 4), offsetSize, little);
        int countSize = big ? 8 : 2;
        long count = Math.min(bytes.number(directory, countSize, little), 1 << 16);
        int entrySize = big ? 20 : 12;
        for (long i = 0; i < count; i++) {
            entry(bytes, begin, directory + countSize + i * entrySize, offsetSize, little);
        }
    }

    private void entry(FileBytes bytes, long begin, long at, int offsetSize, boolean little) throws IOException {
        int tag = (int) bytes.number(at, 2, little);
        int type = (int) bytes.number(at + 2, 2, little);
        long values = bytes.number(at + 4, offsetSize, little);
        int size = type == BYTE ? 1 : type == SHORT ? 2 : type == LONG ? 4 : type == LONG_8 ? 8 : 0;
        if (size == 0 || values < 1) {
            return;
        }
        long place = at + 4 + offsetSize;
        if (values > offsetSize / size) {
            place = begin + bytes.number(place, offsetSize, little);
            if (place < 0 || place + size > bytes.size()) {
                return;
            }
        }
        first.putIfAbsent(tag, bytes.number(place, size, little));
    }

    boolean has(int tag) {
        return first.containsKey(tag);
    }

    /** The first value of a tag, {@code otherwise} where it is missing or too great for an image. */
    int get(int tag, int otherwise) {
        long value = first.getOrDefault(tag, (long) otherwise);
        return value < 0 || value > Integer.MAX_VALUE ? otherwise : (int) value;
    }

    /** 1..8; 1, upright, where it is missing or means nothing. */
    int orientation() {
        int value = get(ORIENTATION, 1);
        return value >= 1 && value <= 8 ? value : 1;
    }

    /** The orientation that an EXIF block says; 1 where the block is damaged, as many are. */
    static int orientation(FileBytes bytes, long begin) {
        try {
            return new TiffTags(bytes, begin).orientation();
        } catch (IOException e) {
            return 1;
        }
    }
}
