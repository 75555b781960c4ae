package dev.rebox.data;

import dev.rebox.data.image.ImageHeader;
import dev.rebox.data.image.ImageKind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Looks through a folder and those below it, also where links lead to them, and sorts out what is an image. */
final class FolderWalk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Path> images = new ArrayList<>();
    private final List<PassedOver> passedOver = new ArrayList<>();

    private FolderWalk(Path root) {
        this.root = root;
    }

    /** @throws IOException where the folder itself cannot be opened */
    static ImageFiles.Listing of(Path folder) throws IOException {
        FolderWalk walk = new FolderWalk(folder);
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        return new ImageFiles.Listing(
                walk.images.stream().sorted().toList(),
                walk.passedOver.stream()
                        .sorted((a, b) -> a.file().compareTo(b.file()))
                        .toList());
    }

    /** What the system and other programs leave behind: {@code .DS_Store}, {@code ._a.jpg}, {@code .ipynb_checkpoints}. */
    private boolean isHidden(Path path) {
        return !path.equals(root) && path.getFileName().toString().startsWith(".");
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (isHidden(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink()) {
            pass(file, "this link leads nowhere");
            return FileVisitResult.CONTINUE;
        }
        Optional<ImageKind> named = ImageKind.ofEnding(file);
        boolean odd = named.isEmpty() && file.getFileName().toString().indexOf('.') < 0;
        if (named.isPresent() && !attributes.isRegularFile()) {
            pass(file, "this is no plain file");
        } else if (named.isPresent() && named.get().isRead()) {
            images.add(file);
        } else if (attributes.isRegularFile() && (named.isPresent() || odd)) {
            lookInto(file, named);
        }
        return FileVisitResult.CONTINUE;
    }

    /** An ending of a kind that is not read, or none at all: the content decides. */
    private void lookInto(Path file, Optional<ImageKind> named) {
        Optional<ImageKind> kind = ImageHeader.kind(file).or(() -> named);
        if (kind.isEmpty()) {
            return;
        }
        if (!kind.get().isRead()) {
            pass(file, kind.get() + " is not read");
        } else if (named.isPresent()) {
            images.add(file);
        } else {
            pass(file, kind.get() + " without an ending of its name: give it one");
        }
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
        if (path.equals(root)) {
            throw e;
        }
        // A link to a folder around it: what is there is read already.
        if (!(e instanceof FileSystemLoopException) && !isHidden(path)) {
            pass(path, "cannot be opened: " + reason(e));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) {
        if (e != null) {
            pass(folder, "cannot be listed whole: " + reason(e));
        }
        return FileVisitResult.CONTINUE;
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "its rights forbid it" : String.valueOf(e.getMessage());
    }

    private void pass(Path file, String why) {
        passedOver.add(new PassedOver(file, why));
    }
}
