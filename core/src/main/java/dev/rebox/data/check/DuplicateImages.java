package dev.rebox.data.check;

import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.LazyExamples;
import dev.rebox.data.Problem;
import dev.rebox.data.image.ImageBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Images that are there twice, told by the bytes of their files, within a data set and between several. The bytes of a set that is too
 * large to be held in memory would take hours to read: there, images are compared by their places.
 */
final class DuplicateImages {
    private DuplicateImages() {}

    private record Place(int part, Example example) {}

    /** @param parts data sets that should have no image in common */
    static List<Problem> of(List<Dataset> parts) {
        boolean large = parts.stream().anyMatch(part -> part.examples() instanceof LazyExamples);
        return large ? SamePlaces.of(parts) : ofBytes(parts);
    }

    private static List<Problem> ofBytes(List<Dataset> parts) {
        Map<Long, List<Place>> bySize = new LinkedHashMap<>();
        for (int part = 0; part < parts.size(); part++) {
            for (Example example : parts.get(part).examples()) {
                try {
                    long size = size(example.image());
                    bySize.computeIfAbsent(size, any -> new ArrayList<>()).add(new Place(part, example));
                } catch (IOException e) {
                    // A missing image is told elsewhere.
                    continue;
                }
            }
        }
        List<Problem> problems = new ArrayList<>();
        for (List<Place> alike : bySize.values()) {
            if (alike.size() > 1) {
                compare(alike, parts, problems);
            }
        }
        return problems;
    }

    /** Only files of one length need to be read. */
    private static void compare(List<Place> alike, List<Dataset> parts, List<Problem> problems) {
        Map<String, Place> first = new LinkedHashMap<>();
        for (Place place : alike) {
            Place other = first.putIfAbsent(hash(place.example.image()), place);
            if (other == null) {
                continue;
            }
            boolean sameFile = other.example.image().equals(place.example.image());
            String twin = sameFile ? "the same image" : "the same image as " + other.example.image();
            if (other.part != place.part) {
                problems.add(new Problem(
                        place.example.id(),
                        place.example.image(),
                        0,
                        Problem.Kind.IMAGE_IN_TWO_SPLITS,
                        twin + " is in " + parts.get(other.part).name() + " and in "
                                + parts.get(place.part).name(),
                        Problem.Severity.ERROR));
            } else if (!sameFile) {
                problems.add(new Problem(
                        place.example.id(),
                        place.example.image(),
                        0,
                        Problem.Kind.DUPLICATE_IMAGE,
                        twin + ", byte by byte",
                        Problem.Severity.WARNING));
            }
        }
    }

    private static long size(Path image) throws IOException {
        return Files.isRegularFile(image) || !ImageBytes.exists(image) ? Files.size(image) : ImageBytes.length(image);
    }

    private static String hash(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(ImageBytes.read(file)));
        } catch (IOException e) {
            return file.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
