package dev.rebox.data.image;

import java.io.IOException;
import java.util.List;

/**
 * What the markers of a JPEG say.
 *
 * @param process the marker of its frame: 0xC0 baseline, 0xC2 progressive, ...
 * @param precision bits of a sample
 * @param components 1 grey, 3 colour, 4 CMYK
 * @param luma whether the first three components are brightness and two differences of colour, and not colours
 */
record JpegHeader(
        List<JpegSegments.Segment> segments,
        int process,
        int precision,
        int width,
        int height,
        int components,
        boolean luma,
        int orientation) {
    private static final int JFIF = 0xE0;
    private static final int EXIF = 0xE1;
    private static final int ADOBE = 0xEE;

    static JpegHeader read(FileBytes jpeg) throws IOException {
        List<JpegSegments.Segment> segments = JpegSegments.of(jpeg);
        JpegSegments.Segment frame = segments.stream()
                .filter(JpegSegments.Segment::isFrame)
                .findFirst()
                .orElseThrow(() -> new IOException("its header gives no size"));
        int height = jpeg.big16(frame.at() + 1);
        int width = jpeg.big16(frame.at() + 3);
        int components = jpeg.at(frame.at() + 5);
        if (width < 1 || height < 1) {
            throw new IOException("its header gives no size");
        }
        int orientation = 1;
        for (JpegSegments.Segment s : segments) {
            if (s.marker() == EXIF && orientation == 1 && jpeg.says(s.at(), "Exif\0")) {
                orientation = TiffTags.orientation(jpeg, s.at() + 6);
            }
        }
        boolean luma = components == 4 ? adobe(jpeg, segments) > 0 : components == 3 && luma(jpeg, segments, frame);
        return new JpegHeader(
                segments, frame.marker(), jpeg.at(frame.at()), width, height, components, luma, orientation);
    }

    /** As libjpeg decides it, and so all that is built on it: JFIF, else Adobe, else the components' ids. */
    private static boolean luma(FileBytes jpeg, List<JpegSegments.Segment> segments, JpegSegments.Segment frame)
            throws IOException {
        for (JpegSegments.Segment s : segments) {
            if (s.marker() == JFIF && s.length() >= 14 && jpeg.says(s.at(), "JFIF\0")) {
                return true;
            }
        }
        int adobe = adobe(jpeg, segments);
        if (adobe >= 0) {
            return adobe != 0;
        }
        boolean namedRgb =
                jpeg.at(frame.at() + 6) == 'R' && jpeg.at(frame.at() + 9) == 'G' && jpeg.at(frame.at() + 12) == 'B';
        return !namedRgb;
    }

    /** Adobe's word on the colours: 0 as they are, 1 and 2 transformed; -1 where there is none. */
    private static int adobe(FileBytes jpeg, List<JpegSegments.Segment> segments) throws IOException {
        int transform = -1;
        for (JpegSegments.Segment s : segments) {
            if (s.marker() == ADOBE && s.length() >= 12 && jpeg.says(s.at(), "Adobe")) {
                transform = jpeg.at(s.at() + 11);
            }
        }
        return transform;
    }
}
