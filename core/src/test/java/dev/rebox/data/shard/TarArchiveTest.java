package dev.rebox.data.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarArchiveTest {
    @TempDir
    Path root;

    private Path file;

    @BeforeEach
    void file() {
        file = root.resolve("shard-000000.tar");
    }

    @Test
    void membersAreFoundByTheirHeadersAndReadWhereTheyLie() throws IOException {
        Files.write(
                file,
                new TestTar()
                        .add("a.jpg", "first")
                        .add("./sub/b.jpg", "x".repeat(600))
                        .add("b.json", "{}")
                        .bytes());

        List<TarMember> members = list();

        assertThat(members)
                .containsExactly(
                        new TarMember(file, 512, 5, "a.jpg"),
                        new TarMember(file, 1536, 600, "sub/b.jpg"),
                        new TarMember(file, 3072, 2, "b.json"));
        assertThat(text(members.get(0).read())).isEqualTo("first");
        assertThat(members.get(1).read()).hasSize(600).containsOnly('x');
    }

    @Test
    void anAddressIsAPathThatGoesOnBehindTheArchives() {
        TarMember member = new TarMember(file, 1536, 600, "sub/b.jpg");

        assertThat(member.address()).isEqualTo(file.resolve("@1536+600/sub/b.jpg"));
        assertThat(TarMember.of(member.address())).contains(member);
        assertThat(TarMember.of(Path.of("x.tar/@1+2/c.jpg"))).contains(new TarMember(Path.of("x.tar"), 1, 2, "c.jpg"));
        assertThat(TarMember.of(file)).isEqualTo(Optional.empty());
        assertThat(TarMember.of(Path.of("x.tar/images/c.jpg"))).isEmpty();
        assertThat(TarMember.of(Path.of("x.tar/@99999999999999999999+2/c.jpg"))).isEmpty();
    }

    @Test
    void longNamesAreReadAsGnuAndPosixWriteThem() throws IOException {
        String gnu = "g".repeat(150) + ".jpg";
        String posix = "folder/" + "p".repeat(150) + ".jpg";
        Files.write(
                file,
                new TestTar()
                        .add("././@LongLink", 'L', "00000000233", (gnu + "\0").getBytes(StandardCharsets.UTF_8))
                        .add("cut", "one")
                        .add("pax", 'x', "00000000260", pax(posix))
                        .add("cut", "two")
                        .add("folder", '5', "00000000000", new byte[0])
                        .add("link", '2', "00000000000", new byte[0])
                        .add("last", "three")
                        .bytes());

        assertThat(list()).extracting(TarMember::name).containsExactly(gnu, posix, "last");
    }

    private static byte[] pax(String name) {
        byte[] entry = ("171 path=" + name + "\n").getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(entry, 176);
    }

    @Test
    void hostileArchivesAreRefusedInALine() throws IOException {
        byte[] good = new TestTar().add("a.jpg", "x".repeat(2000)).bytes();
        refused(new TestTar().add("../a.jpg", "x").bytes(), "at byte 0: the name '../a.jpg' leads out of the archive");
        refused(
                new TestTar().add("/etc/a.jpg", "x").bytes(),
                "at byte 0: the name '/etc/a.jpg' leads out of the archive");
        refused(
                new TestTar().add("a.jpg", '0', "77777777777", new byte[0]).bytes(),
                "at byte 0: 'a.jpg' is said to have 8589934591 bytes, and the archive has 1024 more: it is cut off or"
                        + " damaged");
        refused(Arrays.copyOf(good, 512 + 2048), "the archive is cut off: it has no end mark");
        refused(
                Arrays.copyOf(good, 700),
                "at byte 0: 'a.jpg' is said to have 2000 bytes, and the archive has 188 more: it is"
                        + " cut off or damaged");
        refused(Arrays.copyOf(good, 100), "the archive is cut off: it has no end mark");
        refused(new byte[0], "the archive is cut off: it has no end mark");
        refused(
                "no archive at all ".repeat(100).getBytes(StandardCharsets.UTF_8),
                "at byte 0: there is no TAR header: " + "'rchive a' is not an octal number");
        refused(
                new TestTar().add("name", 'L', "00000200001", new byte[65537]).bytes(),
                "at byte 0: a name of 65537 bytes");
    }

    private void refused(byte[] bytes, String line) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(this::list).isInstanceOf(DataException.class).hasMessage(file + ": " + line);
    }

    @Test
    void anArchiveThatWasChangedOrCutSinceIsTold() throws IOException {
        byte[] good = new TestTar().add("a.jpg", "x".repeat(2000)).bytes();
        Files.write(file, good);
        TarMember member = list().get(0);

        Files.write(file, Arrays.copyOf(good, 700));
        assertThat(member.exists()).isTrue(); // its header is
        assertThatThrownBy(member::read).hasMessage(file + ": the archive is cut off within 'a.jpg'");
        Files.write(file, new TestTar().add("a.jpg", "other").bytes());
        assertThat(member.exists()).isFalse();
        assertThatThrownBy(member::read)
                .hasMessage(file + ": the archive was changed: 'a.jpg' is no longer at byte 512");
        Files.delete(file);
        assertThat(member.exists()).isFalse();
    }

    private List<TarMember> list() {
        List<TarMember> members = new ArrayList<>();
        TarArchive.list(file, members::add);
        return members;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
