package dev.rebox.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Decodes JPEG as libjpeg does. Java's own decoder guesses the colours in another way where markers are missing; so it is
 * handed the file with a marker that leaves nothing to guess, and without EXIF blocks, previews and colour profiles: decoders
 * stumble over damaged ones, and applying a profile takes longer than decoding (networks are trained without).
 */
final class JpegDecoder {
    private static final byte[] JFIF = {
        (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };
    private static final byte[] ADOBE_RGB = {
        (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };
    private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};

    private JpegDecoder() {}

    /** @throws IOException where it is damaged, or of a kind of JPEG that is not read */
    static RgbImage decode(byte[] jpeg) throws IOException {
        JpegHeader header = JpegHeader.read(FileBytes.of(jpeg));
        refuseRare(header);
        if (header.components() == 4) {
            return ofInk(header, Readers.raster(ImageKind.JPEG, essential(jpeg, header)));
        }
        BufferedImage image = Readers.image(ImageKind.JPEG, essential(jpeg, header));
        return Pixels.decoded(image);
    }

    private static void refuseRare(JpegHeader header) throws NotReadException {
        Optional<String> rare = rare(header);
        if (rare.isPresent()) {
            throw new NotReadException(
                    "this is a JPEG " + rare.get() + ", which is not read: save it as plain JPEG or PNG");
        }
    }

    private static Optional<String> rare(JpegHeader header) {
        if (header.precision() != 8) {
            return Optional.of("with " + header.precision() + " bits a sample");
        }
        if (header.components() != 1 && header.components() != 3 && header.components() != 4) {
            return Optional.of("with " + header.components() + " components");
        }
        return switch (header.process()) {
            case 0xC0, 0xC1, 0xC2 -> Optional.empty();
            case 0xC3, 0xC7, 0xCB -> Optional.of("that is lossless");
            case 0xC9, 0xCA -> Optional.of("with arithmetic coding");
            default -> Optional.of("of hierarchical kind");
        };
    }

    /** The file with one marker that says the colours, and nothing that the pixels do not need. */
    private static byte[] essential(byte[] jpeg, JpegHeader header) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(jpeg.length + JFIF.length + END.length);
        out.write(jpeg, 0, 2);
        if (header.components() == 3) {
            out.writeBytes(header.luma() ? JFIF : ADOBE_RGB);
        }
        for (JpegSegments.Segment s : header.segments()) {
            int from = (int) s.at() - 4;
            if (s.marker() == JpegSegments.START_OF_SCAN) {
                out.write(jpeg, from, jpeg.length - from);
            } else if (!s.isExtra()) {
                out.write(jpeg, from, s.length() + 4);
            }
        }
        // A missing end marker is no reason to call the pixels cut off; the decoder says so itself where pixels are
        // missing.
        out.writeBytes(END);
        return out.toByteArray();
    }

    /** Of four components: what ink leaves of white paper, since these files hold the inverse of the ink. */
    private static RgbImage ofInk(JpegHeader header, Raster raster) {
        byte[] stored = ((DataBufferByte) raster.getDataBuffer()).getData();
        byte[] rgb = new byte[header.width() * header.height() * 3];
        for (int from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
            int a = stored[from] & 0xFF;
            int b = stored[from + 1] & 0xFF;
            int c = stored[from + 2] & 0xFF;
            int black = stored[from + 3] & 0xFF;
            if (header.luma()) {
                double y = a;
                a = 255 - clamp(y + 1.402 * (c - 128));
                int green = 255 - clamp(y - 0.344136 * (b - 128) - 0.714136 * (c - 128));
                c = 255 - clamp(y + 1.772 * (b - 128));
                b = green;
            }
            rgb[to] = Pixels.inked(a, black);
            rgb[to + 1] = Pixels.inked(b, black);
            rgb[to + 2] = Pixels.inked(c, black);
        }
        return new RgbImage(header.width(), header.height(), rgb);
    }

    private static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, Math.rint(value)));
    }
}
