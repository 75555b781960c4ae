package dev.rebox.data;

import static dev.rebox.data.TestFiles.image;
import static dev.rebox.data.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFilesTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "a.jpg, true, a",
        "a.JPEG, true, a",
        "b.c.png, true, b.c",
        "a.gif, true, a",
        "a.bmp, true, a",
        "a.tiff, true, a",
        "a.WebP, true, a",
        "a.heic, false, a",
        "jpg, false, jpg",
        ".jpg, false, .jpg",
        "a., false, a",
    })
    void theEndingTellsAnImageAndTheRestIsItsName(String file, boolean image, String stem) {
        assertThat(ImageFiles.isImage(Path.of("folder.png", file))).isEqualTo(image);
        assertThat(ImageFiles.stem(Path.of("folder.png", file))).isEqualTo(stem);
    }

    @Test
    void imagesAreFoundAtAnyDepthAndSorted() throws IOException {
        Path c = image(root, "c.png", 1, 1);
        Path b = image(root, "a/b.png", 1, 1);
        write(root, "a/notes.txt", "");
        assertThat(ImageFiles.under(root)).containsExactly(b, c);
        assertThat(ImageFiles.under(root.resolve("nowhere"))).isEmpty();
    }

    @Test
    void filesOfAnEndingAreFoundAtAnyDepthInAnyCaseButHiddenOnes() throws IOException {
        Path b = write(root, "b.TXT", "");
        Path a = write(root, "a.txt", "");
        write(root, "._a.txt", "");
        Path c = write(root, "deep/c.txt", "");
        write(root, "d.csv", "");
        assertThat(ImageFiles.ending(root, ".txt")).containsExactly(a, b, c);
        assertThat(ImageFiles.ending(root.resolve("nowhere"), ".txt")).isEmpty();
    }

    @Test
    void whatIsPassedOverIsToldWithTheReason() throws IOException {
        Path avif = write(root, "x/b.AVIF", "");
        image(root, "a.png", 1, 1);
        Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("nowhere"));
        assertThat(ImageFiles.listing(root).passedOver())
                .containsExactly(
                        new ImageFiles.PassedOver(link, "is a link that leads nowhere"),
                        new ImageFiles.PassedOver(
                                avif,
                                "is not read: AVIF is not among JPEG, PNG, WebP, TIFF, BMP and GIF; save it as one of them"));
    }

    @Test
    void imagesOfOneNameGetANumber() throws IOException {
        Path first = image(root, "x/a.png", 2, 1);
        Path second = image(root, "y/a.png", 2, 1);
        Path third = image(root, "z/deep/a.png", 2, 1);
        List<NamedImages.Named> found = NamedImages.search(List.of(
                        first, second, third.getParent(), third.getParent().getParent()))
                .images();
        assertThat(found).extracting(NamedImages.Named::file).containsExactly(first, second, third, third);
        assertThat(found)
                .extracting(NamedImages.Named::name)
                .containsExactly(Path.of("a.png"), Path.of("a-2.png"), Path.of("a-3.png"), Path.of("deep", "a.png"));
    }

    @Test
    void examplesOfOneIdAreNumberedByTheirFiles() {
        Example a = example("a/1.jpg");
        Example b = example("b/1.jpg");
        Example again = example("a/1.jpg");
        Example c = example("c/1.jpg");
        List<Example> distinct = DistinctIds.of(List.of(a, b, again, c));
        assertThat(distinct).extracting(Example::id).containsExactly("1", "1@2", "1", "1@3");
        assertThat(distinct.get(1)).isEqualTo(b.withId("1@2"));
    }

    private static Example example(String file) {
        return new Example(
                "1", Path.of(file), 4, 3, List.of(Annotation.of(new Box(0, 0, 1, 1), 1)), Origin.of(Path.of("x")));
    }
}
