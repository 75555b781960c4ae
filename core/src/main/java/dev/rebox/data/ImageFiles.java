package dev.rebox.data;

import dev.rebox.data.image.ImageHeader;
import dev.rebox.data.image.ImageKind;
import dev.rebox.error.DataException;
import dev.rebox.file.AtomicFile;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which files of a folder are images, told by their endings, in any case, and where these leave it open by their content. */
public final class ImageFiles {
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
    public record PassedOver(Path file, String why) {
        /** So many are named in one line. */
        private static final int MOST = 8;

        /** All in one line, of many the first. */
        public static String line(List<PassedOver> files) {
            int more = files.size() - MOST;
            String named = files.stream()
                    .limit(MOST)
                    .map(one -> one.file + " " + one.why)
                    .collect(Collectors.joining(", "));
            return more > 0 ? named + " and " + more + " more" : named;
        }
    }

    /** True for the endings of the kinds of images that are read. */
    public static boolean isImage(Path file) {
        return ImageKind.ofEnding(file).map(ImageKind::isRead).orElse(false);
    }

    /** True for the endings of kinds of images that are not read. */
    public static boolean isUnreadImage(Path file) {
        return ImageKind.ofEnding(file).map(kind -> !kind.isRead()).orElse(false);
    }

    /** In lower case; empty for none. */
    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
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
        walk(folder, new Visitor() {
            @Override
            public void visit(Path file, BasicFileAttributes attributes) {
                if (attributes.isSymbolicLink()) {
                    if (isImage(file) || isUnreadImage(file) || ending(file).isEmpty()) {
                        passedOver.add(new PassedOver(file, "is a link that leads nowhere"));
                    }
                } else if (isImage(file) && attributes.isRegularFile()) {
                    images.add(file);
                } else if (isImage(file)) {
                    passedOver.add(new PassedOver(file, "is not a regular file"));
                } else if (attributes.isRegularFile()
                        && (isUnreadImage(file) || ending(file).isEmpty())) {
                    Optional<ImageKind> kind = ImageHeader.kind(file).or(() -> ImageKind.ofEnding(file));
                    boolean read = kind.map(ImageKind::isRead).orElse(false);
                    if (read && !ending(file).isEmpty()) {
                        images.add(file); // phones hand out JPEG under the name of HEIC
                    } else {
                        kind.ifPresent(known -> passedOver.add(new PassedOver(file, why(known))));
                    }
                }
            }

            @Override
            public void closed(Path inside, IOException e) throws IOException {
                if (inside.equals(folder)) {
                    throw e;
                }
                passedOver.add(new PassedOver(inside, "cannot be opened (" + AtomicFile.reason(e) + ")"));
            }
        });
        images.sort(Comparator.naturalOrder());
        passedOver.sort(Comparator.comparing(PassedOver::file));
        return new Listing(List.copyOf(images), List.copyOf(passedOver));
    }

    private static String why(ImageKind kind) {
        return kind.isRead()
                ? "is " + kind + ", but its name has no ending: give it one"
                : "is not read: " + kind + " is not among " + ImageKind.allRead() + "; save it as one of them";
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

        /** A folder that cannot be opened. */
        default void closed(Path folder, IOException e) throws IOException {
            throw e;
        }
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
                            visitor.closed(file, e);
                            return FileVisitResult.CONTINUE;
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
