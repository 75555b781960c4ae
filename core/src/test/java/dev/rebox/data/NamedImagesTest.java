package dev.rebox.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedImagesTest {
    @TempDir
    Path folder;

    private Path holiday;

    @BeforeEach
    void write() throws IOException {
        holiday = Files.createDirectories(folder.resolve("holiday"));
        Files.createDirectories(holiday.resolve("day"));
        for (String name : List.of("a.jpg", "day/a.jpg", "b.heic")) {
            Files.writeString(holiday.resolve(name), "not looked into");
        }
    }

    @Test
    void oneWrongNameDoesNotCostTheOthers() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path gone = Files.createSymbolicLink(folder.resolve("gone.jpg"), Path.of("nowhere"));
        Path none = folder.resolve("none.jpg");
        NamedImages.Found found = NamedImages.search(List.of(none, holiday, empty, gone, holiday.resolve("a.jpg")));
        assertThat(found.images())
                .extracting(NamedImages.Named::name)
                .containsExactly(Path.of("a.jpg"), Path.of("day/a.jpg"), Path.of("a-2.jpg"));
        assertThat(found.passedOver()).singleElement().satisfies(one -> assertThat(one.why())
                .startsWith("is not read: HEIC"));
        assertThat(found.failures())
                .extracting(Throwable::getMessage)
                .containsExactly(
                        none + ": no such image or folder",
                        empty + ": no images in this folder (JPEG, PNG, WebP, TIFF, BMP or GIF)",
                        gone + ": this link leads nowhere");
    }

    @Test
    void imagesAreFoundWhateverTheyHold() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jpg"), "no image");
        assertThat(NamedImages.search(List.of(text)).images()).as("read later").hasSize(1);
    }

    @Test
    void aFolderOfOtherKindsSaysWhatItHolds() throws IOException {
        Path heic = Files.createDirectories(folder.resolve("phone"));
        Files.writeString(heic.resolve("b.heic"), "x");
        assertThat(NamedImages.search(List.of(heic)).failures()).singleElement().satisfies(e -> assertThat(
                        e.getMessage())
                .startsWith(heic + ": no images in this folder (JPEG, PNG, WebP, TIFF, BMP or GIF), but "
                        + heic.resolve("b.heic") + " is not read: HEIC"));
    }
}
