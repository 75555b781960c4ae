package dev.rebox.data.image;

import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * One decoder for each kind, always the same: not whichever of those on the class path comes first, since they differ in
 * what they make of one file.
 */
final class Readers {
    private static final Map<ImageKind, ImageReaderSpi> JAVAS_OWN = javasOwn();

    private Readers() {}

    private static Map<ImageKind, ImageReaderSpi> javasOwn() {
        Map<ImageKind, ImageReaderSpi> found = new EnumMap<>(ImageKind.class);
        Iterator<ImageReaderSpi> all =
                IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
        while (all.hasNext()) {
            ImageReaderSpi provider = all.next();
            if (provider.getClass().getName().startsWith("com.sun.imageio.plugins.")) {
                for (String name : provider.getFormatNames()) {
                    for (ImageKind kind : List.of(ImageKind.JPEG, ImageKind.PNG, ImageKind.GIF, ImageKind.BMP)) {
                        if (kind.name().equalsIgnoreCase(name)) {
                            found.put(kind, provider);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static ImageReader of(ImageKind kind, byte[] bytes) throws IOException {
        if (kind == ImageKind.WEBP) {
            return new WebPImageReaderSpi().createReaderInstance();
        }
        if (kind == ImageKind.TIFF) {
            boolean big = bytes[2] == '+' || bytes[3] == '+';
            ImageReaderSpi provider = big ? new BigTIFFImageReaderSpi() : new TIFFImageReaderSpi();
            return provider.createReaderInstance();
        }
        ImageReaderSpi provider = JAVAS_OWN.get(kind);
        if (provider == null) {
            throw new NotReadException("this Java has no decoder for " + kind + ": use a whole JDK (java.desktop)");
        }
        return provider.createReaderInstance();
    }

    /** What a decoder does with its input. */
    private interface Use<T> {
        T of(ImageReader reader) throws IOException;
    }

    /** The first image of the file. @throws IOException where it is damaged or cut off */
    static BufferedImage image(ImageKind kind, byte[] bytes) throws IOException {
        return use(kind, bytes, reader -> reader.read(0));
    }

    /** The first image's samples as they are stored, without a meaning. */
    static Raster raster(ImageKind kind, byte[] bytes) throws IOException {
        return use(kind, bytes, reader -> reader.readRaster(0, null));
    }

    private static <T> T use(ImageKind kind, byte[] bytes, Use<T> use) throws IOException {
        List<String> warnings = new ArrayList<>();
        ImageReader reader = of(kind, bytes);
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            T result = use.of(reader);
            for (String warning : warnings) {
                if (saysCutOff(warning)) {
                    throw new IOException("its data is cut off or broken (" + warning + ")");
                }
            }
            return result;
        } finally {
            reader.dispose();
        }
    }

    /** Decoders fill what is missing with grey and only warn. */
    private static boolean saysCutOff(String warning) {
        String lower = warning.toLowerCase(Locale.ROOT);
        return lower.contains("premature end") || lower.contains("bad huffman") || lower.contains("unexpected end");
    }
}
