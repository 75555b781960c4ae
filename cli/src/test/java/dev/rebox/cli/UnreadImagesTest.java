package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.SharedCase;
import dev.rebox.config.ConfigReader;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as people have them: damaged images among sound ones, kinds that are not read, links. */
class UnreadImagesTest {
    private static final String AVIF = "AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZg==";

    @TempDir
    static Path folder;

    private static Path model;

    @TempDir
    Path images;

    private CommandOutput output;

    @BeforeAll
    static void aModelAndImages() throws IOException {
        Scenes.write(folder.resolve("scenes"), 1, 3, 3);
        model = folder.resolve("model.safetensors");
        try (Model made = Model.create(
                ConfigReader.read(
                        List.of("shorterSide=64", "longerSide=96", "width=0.25", "anchorBase=32", "proposals=20")),
                Scenes.labels())) {
            made.save(model);
        }
    }

    private Path scene(String name) throws IOException {
        Path file = images.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.copy(folder.resolve("scenes/images/000001.jpg"), file);
    }

    private void detect(Object... arguments) {
        List<String> all = new ArrayList<>(List.of("detect", "--run", model.toString(), "--threshold", "0"));
        Arrays.stream(arguments).map(Object::toString).forEach(all::add);
        output = CommandOutput.by(all.toArray(String[]::new));
    }

    private Set<String> found() throws IOException {
        Set<String> names = new TreeSet<>();
        for (JsonNode one : new ObjectMapper().readTree(output.out())) {
            names.add(Path.of(one.get("file_name").asText()).getFileName().toString());
        }
        return names;
    }

    @Test
    void soundImagesGetTheirDetections() throws IOException {
        scene("a.jpg");
        Files.write(images.resolve("b.jpg"), Arrays.copyOf(Files.readAllBytes(scene("c.jpg")), 3000));
        Files.createFile(images.resolve("0.png"));
        Files.writeString(images.resolve("d.tif"), "<html>not found</html>");
        Path out = folder.resolve("drawn");
        detect(images, "--json", "--out", out);
        assertThat(output.status()).isEqualTo(3);
        assertThat(found()).containsExactly("a.jpg", "c.jpg");
        assertThat(out).isDirectoryContaining("glob:**a.jpg").isDirectoryContaining("glob:**c.jpg");
        assertThat(output.err().lines())
                .hasSize(7)
                .anySatisfy(line -> assertThat(line).contains("0.png: this file is empty"))
                .anySatisfy(line -> assertThat(line).contains("b.jpg: the image is damaged (JPEG)"))
                .anySatisfy(line -> assertThat(line).contains("d.tif: this is not an image but a web page (HTML)"))
                .contains("3 images could not be read; the results of the others are whole:");
    }

    @Test
    void aWrongNameDoesNotCostTheOthers() throws IOException {
        Path sound = scene("a.jpg");
        detect(images.resolve("none.jpg"), sound);
        assertThat(output.status()).isEqualTo(3);
        assertThat(output.out()).startsWith(sound.toString());
        assertThat(output.err().lines())
                .containsExactly("rebox: " + images.resolve("none.jpg") + ": no such image or folder");
    }

    @Test
    void whatIsPassedOverIsNamedInOneLine() throws IOException {
        scene("a.jpg");
        scene("deep/b.JPE");
        Files.write(images.resolve("c.avif"), Base64.getDecoder().decode(AVIF));
        Files.writeString(images.resolve("d.heic"), "x");
        Files.createSymbolicLink(images.resolve("e.png"), Path.of("gone.png"));
        Files.writeString(images.resolve("notes.txt"), "x");
        detect(images, "--json");
        assertThat(output.status()).as(output.err()).isZero();
        assertThat(found()).containsExactly("a.jpg", "b.JPE");
        assertThat(output.err().lines()).singleElement().satisfies(line -> assertThat(line)
                .startsWith("rebox: passed over: " + images.resolve("c.avif") + " is not read: AVIF")
                .contains(images.resolve("d.heic") + " is not read: HEIC")
                .endsWith(images.resolve("e.png") + " is a link that leads nowhere"));
    }

    @Test
    void tiffAndLinkedFoldersAreRead() throws IOException {
        Path store = Files.createDirectories(images.resolve("store"));
        BufferedImage scene =
                ImageIO.read(folder.resolve("scenes/images/000001.jpg").toFile());
        ImageIO.write(scene, "tiff", store.resolve("a.TIF").toFile());
        Path asked = Files.createDirectories(images.resolve("asked"));
        Files.createSymbolicLink(asked.resolve("link"), Path.of("../store"));
        Files.createSymbolicLink(asked.resolve("around"), Path.of("."));
        detect(asked, "--json");
        assertThat(output.status()).as(output.err()).isZero();
        assertThat(found()).containsExactly("a.TIF");
        assertThat(output.err()).isEmpty();
    }

    @Test
    void imagesThatCannotBeReadAreLeftOutOfTheTruth() throws IOException {
        Path set = Files.createDirectories(images.resolve("set"));
        for (String name : List.of("test.json", "images/000002.jpg", "images/000003.jpg", "images/000004.jpg")) {
            Files.createDirectories(set.resolve(name).getParent());
            Files.copy(folder.resolve("scenes").resolve(name), set.resolve(name));
        }
        String[] arguments = {
            "evaluate",
            "--run",
            model.toString(),
            "--truth",
            set.resolve("test.json").toString(),
            "--json"
        };
        assertThat(CommandOutput.by(arguments).status()).isZero();
        Path bad = Files.writeString(set.resolve("images/000003.jpg"), "no image");
        output = CommandOutput.by(arguments);
        assertThat(output.status()).isEqualTo(3);
        assertThat(new ObjectMapper().readTree(output.out()).at("/voc/mAP").asDouble())
                .isBetween(0.0, 1.0);
        assertThat(output.err().lines()).containsExactly("rebox: image 3: " + bad + ": this is not an image but text");
        Files.delete(set.resolve("images/000002.jpg"));
        Files.delete(set.resolve("images/000004.jpg"));
        output = CommandOutput.by(arguments);
        assertThat(output.status()).isEqualTo(3);
    }

    @Test
    void theCaseOfDamagedImages() throws IOException {
        Path set = SharedCase.copy("detect-one-corrupt", images);
        detect(set.resolve("detect-corrupt"), "--json");
        assertThat(output.status()).isEqualTo(3);
        assertThat(found()).containsExactly("000301.jpg", "000302.jpg", "000304.jpg");
        assertThat(output.err()).contains("000303.jpg: ");
        detect(set.resolve("detect-zero"), "--json");
        assertThat(output.status()).isEqualTo(3);
        assertThat(found()).containsExactly("000301.jpg");
        assertThat(output.err()).contains("000000.jpg: this file is empty");
    }

    @Test
    void theCasesOfEndingsAndLinks() throws IOException {
        Path set = SharedCase.copy("unread-endings", images);
        detect(set.resolve("detect-mixed"), "--json");
        assertThat(output.status()).as(output.err()).isZero();
        assertThat(found()).containsExactly("a.jpg", "b.webp", "c.tif", "d.tiff");
        assertThat(output.err()).contains("e.avif is not read: AVIF");
        detect(set.resolve("a.tif"), "--json");
        assertThat(found()).containsExactly("a.tif");

        Path links = SharedCase.copy("symlinked-folder", images).resolve("links");
        for (String asked : List.of("det/folder", "det")) {
            detect(links.resolve(asked), "--json");
            assertThat(output.status()).as(output.err()).isZero();
            assertThat(found()).containsExactly("000301.jpg");
        }
    }
}
