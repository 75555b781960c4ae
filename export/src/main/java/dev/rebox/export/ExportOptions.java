package dev.rebox.export;

import dev.rebox.detector.DetectionLimits;
import dev.rebox.error.ConfigException;
import dev.rebox.export.network.DetectorGraph;
import java.util.Arrays;
import java.util.Optional;

/**
 * What an exported file is to be.
 *
 * @param size of every image, or none: any size, by the rule of training
 * @param fixedNumbers whether the numbers of proposals and detections are fixed and filled up, for runtimes that refuse shapes
 *     which depend on the image; needs a size
 * @param threshold the least score of a detection that the file finds; none: whatever the engine finds
 */
public record ExportOptions(Optional<Size> size, boolean fixedNumbers, Optional<Double> threshold) {
    /** Images of any size, all detections. */
    public static final ExportOptions STANDARD = new ExportOptions(Optional.empty(), false, Optional.empty());

    /** Pixels. */
    public record Size(int height, int width) {
        private static final int LEAST = 32;

        /** Reads {@code HEIGHTxWIDTH}. */
        public static Size parse(String text) {
            String[] sides = text.split("x", -1);
            try {
                Size size = new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1]));
                if (sides.length == 2 && size.height >= LEAST && size.width >= LEAST) {
                    return size;
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw new ConfigException(
                    "--size: '" + text + "' is not HEIGHTxWIDTH, two numbers from " + LEAST + " on, such as 600x800");
        }
    }

    public ExportOptions {
        if (fixedNumbers && size.isEmpty()) {
            throw new ConfigException("--static needs --size HEIGHTxWIDTH: numbers are fixed for one size of images");
        }
        threshold.ifPresent(t -> {
            if (!(t >= 0 && t < 1)) {
                throw new ConfigException("--threshold: " + t + " is not from 0 to below 1");
            }
        });
    }

    DetectorGraph.Form form() {
        return size.map(s -> new DetectorGraph.Form(s.width, s.height, fixedNumbers))
                .orElse(DetectorGraph.Form.FREE);
    }

    /** [K]: what a score must be above. */
    float[] floors(int classes) {
        float[] floors = new float[classes];
        // "At least" is "above the next smaller number".
        float least = threshold.map(t -> Math.nextDown(t.floatValue())).orElse(0f);
        Arrays.fill(floors, Math.max(DetectionLimits.SCORE_FLOOR, least));
        return floors;
    }
}
