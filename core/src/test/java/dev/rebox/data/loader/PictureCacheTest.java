package dev.rebox.data.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.Example;
import dev.rebox.data.picture.ResizeRule;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures resized to 100 x 100 (30,000 bytes). */
class PictureCacheTest {
    @TempDir
    Path root;

    @Test
    void aLargePictureIsReadOnce() throws IOException {
        PictureCache cache = new PictureCache(new ResizeRule(100, 200), 30_000);
        Example large = picture("large", 1000);
        LoadedPicture first = cache.get(large);
        assertThat(cache.get(large)).isSameAs(first);
        assertThat(first.picture().width()).isEqualTo(100);
    }

    @Test
    void aSmallOneIsReadEachTime() throws IOException {
        PictureCache cache = new PictureCache(new ResizeRule(100, 200), 30_000);
        Example small = picture("small", 999);
        assertThat(cache.get(small)).isNotSameAs(cache.get(small));
    }

    @Test
    void whatDoesNotFitIsReadEachTime() throws IOException {
        PictureCache cache = new PictureCache(new ResizeRule(100, 200), 59_999);
        Example first = picture("first", 1000);
        Example second = picture("second", 1000);
        LoadedPicture kept = cache.get(first);
        assertThat(cache.get(second)).isNotSameAs(cache.get(second));
        assertThat(cache.get(first)).isSameAs(kept);
    }

    private Example picture(String name, int side) throws IOException {
        Path file = root.resolve(name + ".png");
        ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return new Example(name, file, side, side, List.of());
    }
}
