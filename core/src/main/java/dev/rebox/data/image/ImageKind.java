package dev.rebox.data.image;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of image files that are known; a part of them is read. */
public enum ImageKind {
    JPEG("JPEG", true, "jpg", "jpeg", "jpe", "jfif"),
    PNG("PNG", true, "png"),
    WEBP("WebP", true, "webp"),
    TIFF("TIFF", true, "tif", "tiff"),
    BMP("BMP", true, "bmp"),
    GIF("GIF", true, "gif"),

    AVIF("AVIF", false, "avif", "avifs"),
    HEIC("HEIC", false, "heic", "heif", "hif"),
    JPEG_XL("JPEG XL", false, "jxl"),
    JPEG_2000("JPEG 2000", false, "jp2", "j2k", "jpx", "jpf", "j2c", "jpc"),
    JPEG_XR("JPEG XR", false, "jxr", "wdp", "hdp"),
    JPEG_LS("JPEG-LS", false, "jls"),
    SVG("SVG", false, "svg", "svgz"),
    PHOTOSHOP("Photoshop", false, "psd", "psb"),
    GIMP("GIMP", false, "xcf"),
    RAW(
            "camera RAW",
            false,
            "3fr arw cr2 cr3 crw dng erf iiq kdc mef mos mrw nef nrw orf pef raf raw rw2 rwl sr2 srf srw x3f"
                    .split(" ")),
    /** No ending: beside images it is a text about them. */
    PDF("PDF", false),
    POSTSCRIPT("PostScript", false, "eps"),
    ICON("icon", false, "ico", "cur", "icns"),
    NETPBM("Netpbm", false, "ppm", "pgm", "pbm", "pnm", "pam"),
    OPENEXR("OpenEXR", false, "exr"),
    RADIANCE("Radiance", false, "hdr"),
    DIRECTDRAW("DDS", false, "dds"),
    TARGA("Targa", false, "tga"),
    PAINTBRUSH("PCX", false, "pcx"),
    SUN_RASTER("Sun raster", false, "ras"),
    QOI("QOI", false, "qoi"),
    BPG("BPG", false, "bpg"),
    DICOM("DICOM", false, "dcm", "dicom"),
    FITS("FITS", false, "fits", "fit");

    /** As many bytes of a file as {@link #ofContent} looks at. */
    static final int HEAD = 1024;

    private static final Set<Integer> BMP_HEADERS = Set.of(12, 16, 40, 52, 56, 64, 108, 124);

    private final String title;
    private final boolean read;
    private final List<String> endings;

    ImageKind(String title, boolean read, String... endings) {
        this.title = title;
        this.read = read;
        this.endings = List.of(endings);
    }

    /** Whether Rebox reads it. */
    public boolean isRead() {
        return read;
    }

    /** The kinds that are read, for messages: {@code JPEG, PNG, ... and TIFF}. */
    public static String allRead() {
        List<String> titles = Arrays.stream(values())
                .filter(ImageKind::isRead)
                .map(k -> k.title)
                .collect(Collectors.toList());
        String last = titles.remove(titles.size() - 1);
        return String.join(", ", titles) + " and " + last;
    }

    /** The kind that a file's ending names, in letters of any case. */
    public static Optional<ImageKind> ofEnding(Path file) {
        Path name = file.getFileName();
        int dot = name == null ? -1 : name.toString().lastIndexOf('.');
        if (dot <= 0) {
            return Optional.empty();
        }
        String ending = name.toString().substring(dot + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.endings.contains(ending))
                .findFirst();
    }

    /** The kind that a file's first bytes show, whatever it is called. @param head as many as {@link #HEAD}, or all */
    static Optional<ImageKind> ofContent(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00FF\u00D8\u00FF")) {
            return Optional.of(text.startsWith("\u00F7", 3) ? JPEG_LS : JPEG);
        }
        if (text.startsWith("\u0089PNG\r\n\u001A\n")) {
            return Optional.of(PNG);
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return Optional.of(GIF);
        }
        if (text.startsWith("BM") && head.length > 17 && BMP_HEADERS.contains((int) head[14]) && head[15] == 0) {
            return Optional.of(BMP);
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return Optional.of(WEBP);
        }
        if (text.startsWith("II*\0")
                || text.startsWith("MM\0*")
                || text.startsWith("II+\0")
                || text.startsWith("MM\0+")) {
            return Optional.of(text.startsWith("CR", 8) ? RAW : TIFF);
        }
        return notRead(text);
    }

    private static Optional<ImageKind> notRead(String text) {
        if (text.startsWith("ftyp", 4) && text.length() > 11) {
            return ofBrands(text);
        }
        for (Signature one : Signature.ALL) {
            if (text.startsWith(one.text, one.at)) {
                return Optional.of(one.kind);
            }
        }
        String begin = text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
        boolean markup = begin.stripLeading().startsWith("<");
        return markup
                        && begin.contains("<svg")
                        && !begin.toLowerCase(Locale.ROOT).contains("<html")
                ? Optional.of(SVG)
                : Optional.empty();
    }

    /** AVIF, HEIC and videos are one kind of container: its list of brands tells which. */
    private static Optional<ImageKind> ofBrands(String text) {
        String major = text.substring(8, 12);
        int end = Math.min(text.length(), Math.max(16, text.charAt(2) << 8 | text.charAt(3)));
        String brands = text.substring(8, end);
        if (brands.contains("avif") || brands.contains("avis")) {
            return Optional.of(AVIF);
        }
        if (Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1")
                .contains(major)) {
            return Optional.of(HEIC);
        }
        return major.equals("crx ") ? Optional.of(RAW) : Optional.empty();
    }

    /** Characters of one byte each at a place of the file. */
    private record Signature(ImageKind kind, int at, String text) {
        static final List<Signature> ALL = List.of(
                new Signature(JPEG_XL, 0, "\u00FF\n"),
                new Signature(JPEG_XL, 0, "\0\0\0\fJXL "),
                new Signature(JPEG_2000, 0, "\0\0\0\fjP  "),
                new Signature(JPEG_2000, 0, "\u00FFO\u00FFQ"),
                new Signature(JPEG_XR, 0, "II\u00BC"),
                new Signature(PHOTOSHOP, 0, "8BPS"),
                new Signature(GIMP, 0, "gimp xcf"),
                new Signature(RAW, 0, "FUJIFILMCCD-RAW"),
                new Signature(RAW, 0, "IIU\0"),
                new Signature(RAW, 0, "IIRO"),
                new Signature(RAW, 0, "IIRS"),
                new Signature(RAW, 0, "FOVb"),
                new Signature(PDF, 0, "%PDF"),
                new Signature(POSTSCRIPT, 0, "%!PS"),
                new Signature(ICON, 0, "\0\0\1\0"),
                new Signature(ICON, 0, "icns"),
                new Signature(NETPBM, 0, "P4\n"),
                new Signature(NETPBM, 0, "P5\n"),
                new Signature(NETPBM, 0, "P6\n"),
                new Signature(NETPBM, 0, "P7\n"),
                new Signature(OPENEXR, 0, "v/1\1"),
                new Signature(RADIANCE, 0, "#?RADIANCE"),
                new Signature(DIRECTDRAW, 0, "DDS "),
                new Signature(SUN_RASTER, 0, "Y\u00A6j\u0095"),
                new Signature(QOI, 0, "qoif"),
                new Signature(BPG, 0, "BPG\u00FB"),
                new Signature(DICOM, 128, "DICM"),
                new Signature(FITS, 0, "SIMPLE  ="));
    }

    /** {@code an AVIF file}. */
    String withArticle() {
        boolean vowel = "AOi".indexOf(title.charAt(0)) >= 0 || this == SVG;
        return (vowel ? "an " : "a ") + title + " file";
    }

    @Override
    public String toString() {
        return title;
    }
}
