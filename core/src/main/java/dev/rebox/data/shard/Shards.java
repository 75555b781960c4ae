package dev.rebox.data.shard;

import dev.rebox.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The images in the TAR archives of some folders ({@code shard-000000.tar} ...): each is found by its name within its archive, or by that
 * name without folders. What else is in the archives ({@code ID.json}, {@code ID.txt}) is nobody's name and so passed over. They are
 * listed when the first image is asked for; of two of one name the first counts, archives taken in the order of their names.
 */
public final class Shards {
    private final List<Path> places;
    private final List<Path> archives = new ArrayList<>();
    private final Map<String, Member> members = new HashMap<>();
    private boolean listed;

    /** Without the name, which is the key, and the archive's path, which thousands share. */
    private record Member(int archive, long offset, int length, String name) {}

    /** @param places folders, or archives */
    public Shards(List<Path> places) {
        this.places = List.copyOf(places);
    }

    /** The address of an image, see {@link TarMember#address}. @throws DataException where an archive cannot be read */
    public Optional<Path> find(String fileName) {
        if (!listed) {
            listed = true;
            list();
        }
        if (members.isEmpty()) {
            return Optional.empty();
        }
        String slashed = fileName.replace('\\', '/');
        return Optional.ofNullable(members.get(slashed))
                .or(() -> Optional.ofNullable(members.get(last(slashed))))
                .map(m -> new TarMember(archives.get(m.archive), m.offset, m.length, m.name).address());
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private void list() {
        for (Path place : places) {
            for (Path archive : archives(place)) {
                int number = archives.size();
                archives.add(archive);
                TarArchive.list(archive, member -> {
                    if (member.length() <= Integer.MAX_VALUE - 8) { // others are no images
                        Member one = new Member(number, member.offset(), (int) member.length(), member.name());
                        members.putIfAbsent(member.name(), one);
                        members.putIfAbsent(last(member.name()), one);
                    }
                });
            }
        }
    }

    private static List<Path> archives(Path folder) {
        if (Files.isRegularFile(folder)) {
            return List.of(folder);
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".tar"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
    }
}
