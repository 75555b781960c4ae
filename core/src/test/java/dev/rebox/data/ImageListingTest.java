package dev.rebox.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.SharedCase;
import dev.rebox.data.check.Check;
import dev.rebox.data.image.ImageDecoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageListingTest {
    private static final byte[] AVIF = Base64.getDecoder().decode("AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZg==");

    @TempDir
    Path folder;

    private Path image(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "jpeg", file.toFile());
        return file;
    }

    private Path text(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private void link(String name, String to) throws IOException {
        Files.createSymbolicLink(folder.resolve(name), Path.of(to));
    }

    private List<String> images() {
        return ImageFiles.listing(folder).images().stream()
                .map(file -> folder.relativize(file).toString())
                .toList();
    }

    private List<String> passedOver() {
        return ImageFiles.listing(folder).passedOver().stream()
                .map(one -> folder.relativize(one.file()) + " " + one.why())
                .toList();
    }

    private static String notRead(String kind) {
        return " is not read: " + kind + " is not among JPEG, PNG, WebP, TIFF, BMP and GIF; save it as one of them";
    }

    @Test
    void everyEndingThatIsReadIsAnImageInLettersOfAnyCase() throws IOException {
        for (String name : List.of(
                "a.jpg", "b.JPG", "c.jpeg", "d.Jpe", "e.jfif", "f.png", "g.GIF", "h.bmp", "i.tif", "j.TIFF",
                "k.webp")) {
            image(name);
        }
        assertThat(images())
                .containsExactly(
                        "a.jpg", "b.JPG", "c.jpeg", "d.Jpe", "e.jfif", "f.png", "g.GIF", "h.bmp", "i.tif", "j.TIFF",
                        "k.webp");
        assertThat(passedOver()).isEmpty();
        assertThat(ImageFiles.under(folder)).hasSize(11);
        assertThat(ImageFiles.isImage(Path.of("/"))).isFalse();
    }

    @Test
    void whatLooksLikeAnImageAndIsNotReadIsNamed() throws IOException {
        image("a.jpg");
        Files.write(folder.resolve("b.avif"), AVIF);
        text("c.heic", "whatever");
        text("d.SVG", "<svg/>");
        text("deep/e.CR2", "II*\0....CR");
        text("f.psd", "8BPS");
        text("g.jxl", "");
        assertThat(images()).containsExactly("a.jpg");
        assertThat(passedOver())
                .containsExactly(
                        "b.avif" + notRead("AVIF"),
                        "c.heic" + notRead("HEIC"),
                        "d.SVG" + notRead("SVG"),
                        "deep/e.CR2" + notRead("camera RAW"),
                        "f.psd" + notRead("Photoshop"),
                        "g.jxl" + notRead("JPEG XL"));
    }

    @Test
    void theContentDecidesWhereTheEndingDoesNot() throws IOException {
        // Phones hand out JPEG under the name of HEIC.
        image("a.heic");
        Files.move(image("b.jpg"), folder.resolve("b"));
        Files.write(folder.resolve("c"), AVIF);
        text("LICENSE", "text");
        text("notes.txt", "text");
        text("labels.json", "[]");
        assertThat(images()).containsExactly("a.heic");
        assertThat(passedOver())
                .containsExactly("b is JPEG, but its name has no ending: give it one", "c" + notRead("AVIF"));
    }

    @Test
    void hiddenFilesAndFoldersAreLeftOutQuietly() throws IOException {
        image("a.jpg");
        text(".DS_Store", "x");
        text("._a.jpg", "x");
        text("__MACOSX/._a.jpg", "x");
        image(".ipynb_checkpoints/a-checkpoint.jpg");
        text(".c.heic", "x");
        link(".nowhere", "none");
        assertThat(images()).containsExactly("a.jpg");
        assertThat(passedOver()).isEmpty();
        // but not where the folder that was asked for is one
        assertThat(ImageFiles.listing(folder.resolve(".ipynb_checkpoints")).images())
                .hasSize(1);
    }

    @Test
    void linksAreFollowed() throws IOException {
        image("store/a.jpg");
        image("store/deep/b.png");
        link("folder", "store");
        link("store/c.jpg", "a.jpg");
        link("store/deep/again", "../deep");
        link("store/up", "../../" + folder.getFileName());
        assertThat(images())
                .contains("folder/a.jpg", "folder/c.jpg", "folder/deep/b.png", "store/a.jpg", "store/deep/b.png")
                .hasSizeLessThan(20);
        assertThat(passedOver()).isEmpty();
        assertThat(ImageFiles.under(folder.resolve("folder")))
                .contains(folder.resolve("folder/a.jpg"), folder.resolve("folder/deep/b.png"));
    }

    @Test
    void linksThatLeadNowhereAreNamed() throws IOException {
        image("a.jpg");
        link("b.jpg", "gone.jpg");
        link("train", "../elsewhere/train");
        link("c.jpg", "c.jpg");
        assertThat(images()).containsExactly("a.jpg");
        assertThat(passedOver())
                .containsExactly(
                        "b.jpg is a link that leads nowhere",
                        "c.jpg is a link that leads nowhere",
                        "train is a link that leads nowhere");
    }

    @Test
    void aFolderCalledLikeAnImageIsAFolder() throws IOException {
        image("a.jpg/b.png");
        assertThat(images()).containsExactly("a.jpg/b.png");
    }

    @Test
    void manyAreNamedInOneLine() {
        List<ImageFiles.PassedOver> ten = IntStream.range(0, 10)
                .mapToObj(i -> new ImageFiles.PassedOver(Path.of(i + ".avif"), "is not read"))
                .toList();
        assertThat(ImageFiles.PassedOver.line(ten.subList(0, 2))).isEqualTo("0.avif is not read, 1.avif is not read");
        assertThat(ImageFiles.PassedOver.line(ten)).endsWith("7.avif is not read and 2 more");
    }

    @Test
    void theCaseOfLinkedFolders() {
        Path links = SharedCase.copy("symlinked-folder", folder).resolve("links");
        assertThat(ImageFiles.under(links.resolve("det"))).containsExactly(links.resolve("det/folder/000301.jpg"));
        assertThat(ImageFiles.under(links.resolve("det/folder"))).hasSize(1);
        for (String set : List.of("yolo/data.yaml:train", "yolo3/data.yaml:train", "voc")) {
            Dataset data = Datasets.open(links.resolve(set).toString());
            assertThat(data.examples()).as(set).hasSize(2);
            assertThat(Check.cheap(data).stream().filter(Problem::isError))
                    .as(set)
                    .isEmpty();
        }
    }

    @Test
    void theCaseOfEndingsThatWereNotRead() {
        Path set = SharedCase.copy("unread-endings", folder);
        assertThat(Datasets.open(set.resolve("yolo-webp-tif/data.yaml") + ":train")
                        .examples())
                .hasSize(4)
                .allSatisfy(example ->
                        assertThat(ImageDecoder.read(example).width()).isEqualTo(example.width()));
        ImageFiles.Listing mixed = ImageFiles.listing(set.resolve("detect-mixed"));
        assertThat(mixed.images()).hasSize(4);
        assertThat(mixed.passedOver())
                .containsExactly(new ImageFiles.PassedOver(
                        set.resolve("detect-mixed/e.avif"), notRead("AVIF").strip()));
    }
}
