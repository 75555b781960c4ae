package dev.rebox.data;

import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which files of a folder are images, told by their endings, in any case. */
public final class ImageFiles {
    private static final Set<String> READ =
            Set.of("jpg", "jpeg", "jpe", "jfif", "png", "bmp", "gif", "webp", "tif", "tiff");

    /** Kinds of images that people have and that are not read. */
    private static final Set<String> NOT_READ = Set.of(
            "avif", "heic", "heif", "jxl", "jp2", "j2k", "jpx", "svg", "psd", "tga", "dds", "exr", "hdr", "ppm", "pgm",
            "pbm", "pnm", "pcx", "ico", "eps", "ai", "dcm", "fits", "raw", "dng", "cr2", "cr3", "nef", "arw", "orf",
            "rw2", "raf");

    /** Folders that operating systems and programs lay beside images for themselves. */
    private static final Set<String> OF_OTHERS = Set.of("__MACOSX", "@eaDir");

    private ImageFiles() {}

    /**
     * What is in a folder, at any depth, links followed.
     *
     * @param images that are read, sorted
     * @param passedOver what looks like images and is not read, with the reason, sorted by file
     */
    public record Listing(List<Path> images, List<PassedOver> passedOver) {}

    /** @param why in words that follow the file's name */
    public record PassedOver(Path file, String why) {}

    /** True for the endings of the kinds of images that are read. */
    public static boolean isImage(Path file) {
        return READ.contains(ending(file));
    }

    /** True for the endings of kinds of images that are not read. */
    public static boolean isUnreadImage(Path file) {
        return NOT_READ.contains(ending(file));
    }

    /** In lower case; empty for none. */
    private static String ending(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    }

    /** The file's name without its ending. */
    public static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** The images under a folder, at any depth, sorted; none where there is no such folder. */
    public static List<Path> under(Path folder) {
        return listing(folder).images();
    }

    /** What is in a folder; nothing where there is no such folder. @throws DataException if it cannot be listed */
    public static Listing listing(Path folder) {
        List<Path> images = new ArrayList<>();
        List<PassedOver> passedOver = new ArrayList<>();
        walk(folder, (file, attributes) -> {
            if (attributes.isSymbolicLink()) {
                if (isImage(file) || isUnreadImage(file) || ending(file).isEmpty()) {
                    passedOver.add(new PassedOver(file, "is a link that leads nowhere"));
                }
            } else if (isImage(file)) {
                images.add(file);
            } else if (isUnreadImage(file)) {
                passedOver.add(new PassedOver(
                        file,
                        "is not read: " + ending(file).toUpperCase(Locale.ROOT)
                                + " is not among JPEG, PNG, WebP, TIFF, BMP" + " and GIF; save it as one of them"));
            }
        });
        images.sort(Comparator.naturalOrder());
        passedOver.sort(Comparator.comparing(PassedOver::file));
        return new Listing(List.copyOf(images), List.copyOf(passedOver));
    }

    /** The files under a folder with this ending in any case, at any depth, links followed, sorted. */
    public static List<Path> ending(Path folder, String ending) {
        List<Path> found = new ArrayList<>();
        walk(folder, (file, attributes) -> {
            if (!attributes.isSymbolicLink() && ("." + ending(file)).equals(ending)) {
                found.add(file);
            }
        });
        found.sort(Comparator.naturalOrder());
        return List.copyOf(found);
    }

    private interface Visitor {
        /** @param attributes those of the link itself where it leads nowhere */
        void visit(Path file, BasicFileAttributes attributes);
    }

    private static void walk(Path folder, Visitor visitor) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes attributes) {
                            boolean left = !inside.equals(folder) && isOfOthers(inside);
                            return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            if (!isOfOthers(file)) {
                                visitor.visit(file, attributes);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                            if (e instanceof FileSystemLoopException) {
                                return FileVisitResult.CONTINUE; // what it leads to is being listed already
                            }
                            throw e;
                        }
                    });
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be listed: " + e, e);
        }
    }

    /** Hidden files, and what systems lay there for themselves. */
    private static boolean isOfOthers(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(".") && !name.equals(".") && !name.equals("..") || OF_OTHERS.contains(name);
    }
}
