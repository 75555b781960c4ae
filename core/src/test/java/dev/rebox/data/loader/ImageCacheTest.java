package dev.rebox.data.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.Example;
import dev.rebox.data.image.ResizeRule;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images resized to 100 x 100 (30,000 bytes). */
class ImageCacheTest {
    @TempDir
    Path root;

    @Test
    void aLargeImageIsReadOnce() throws IOException {
        ImageCache cache = new ImageCache(new ResizeRule(100, 200), 30_000);
        Example large = image("large", 1000);
        LoadedImage first = cache.get(large);
        assertThat(cache.get(large)).isSameAs(first);
        assertThat(first.image().width()).isEqualTo(100);
    }

    @Test
    void aSmallOneIsReadEachTime() throws IOException {
        ImageCache cache = new ImageCache(new ResizeRule(100, 200), 30_000);
        Example small = image("small", 999);
        assertThat(cache.get(small)).isNotSameAs(cache.get(small));
    }

    @Test
    void whatDoesNotFitIsReadEachTime() throws IOException {
        ImageCache cache = new ImageCache(new ResizeRule(100, 200), 59_999);
        Example first = image("first", 1000);
        Example second = image("second", 1000);
        LoadedImage kept = cache.get(first);
        assertThat(cache.get(second)).isNotSameAs(cache.get(second));
        assertThat(cache.get(first)).isSameAs(kept);
    }

    private Example image(String name, int side) throws IOException {
        Path file = root.resolve(name + ".png");
        ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return new Example(name, file, side, side, List.of());
    }
}
