package dev.rebox.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rebox.data.Example;
import dev.rebox.error.DataException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
    @TempDir
    Path root;

    /** 32 x 16: left half red, right half blue. */
    private static BufferedImage redAndBlue(int type) {
        BufferedImage image = new BufferedImage(32, 16, type);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.RED);
        g.fillRect(0, 0, 16, 16);
        g.setColor(Color.BLUE);
        g.fillRect(16, 0, 16, 16);
        g.dispose();
        return image;
    }

    private static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(root.resolve("image"), bytes);
    }

    /** A JPEG with an EXIF block that holds nothing but the orientation, put behind its first two bytes. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] exif = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        byte[] all = Arrays.copyOf(jpeg, jpeg.length + exif.length);
        System.arraycopy(exif, 0, all, 2, exif.length);
        System.arraycopy(jpeg, 2, all, 2 + exif.length, jpeg.length - 2);
        return all;
    }

    private static void assertColour(RgbImage image, int x, int y, int red, int green, int blue) {
        assertThat(image.value(x, y, 0)).isCloseTo(red, within(12));
        assertThat(image.value(x, y, 1)).isCloseTo(green, within(12));
        assertThat(image.value(x, y, 2)).isCloseTo(blue, within(12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "bmp", "gif"})
    void coloursAreRedGreenBlueInAnyFormat(String format) throws IOException {
        RgbImage image = ImageDecoder.read(file(encode(redAndBlue(BufferedImage.TYPE_3BYTE_BGR), format)));
        assertThat(List.of(image.width(), image.height())).containsExactly(32, 16);
        assertColour(image, 2, 3, 255, 0, 0);
        assertColour(image, 30, 12, 0, 0, 255);
    }

    @Test
    void greyKeepsItsValue() throws IOException {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster()
                .setSamples(
                        0, 0, 8, 8, 0, Arrays.stream(new int[64]).map(i -> 100).toArray());
        assertColour(ImageDecoder.read(file(encode(image, "jpeg"))), 4, 4, 100, 100, 100);
        assertColour(ImageDecoder.read(file(encode(image, "png"))), 4, 4, 100, 100, 100);
    }

    @Test
    void sixteenBitsBecomeEight() throws IOException {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster()
                .setSamples(
                        0,
                        0,
                        8,
                        8,
                        0,
                        Arrays.stream(new int[64]).map(i -> 100 << 8).toArray());
        assertColour(ImageDecoder.read(file(encode(image, "png"))), 4, 4, 100, 100, 100);
    }

    @Test
    void transparentPartsBecomeWhite() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x80FF0000);
        RgbImage decoded = ImageDecoder.read(file(encode(image, "png")));
        assertColour(decoded, 0, 0, 255, 127, 127);
        assertColour(decoded, 1, 0, 255, 255, 255);
    }

    @Test
    void cmykIsPrintersInkOnWhitePaper() throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(0, 16, 16, 4, null);
        for (int i = 0; i < 256; i++) {
            // Adobe's files hold the inverse of the ink: here full magenta only.
            raster.setPixel(i % 16, i / 16, new int[] {255, 0, 255, 255});
        }
        RgbImage image = ImageDecoder.read(file(adobeCmyk(raster)));
        assertThat(image.value(8, 8, 0)).isGreaterThan(150);
        assertThat(image.value(8, 8, 1)).isLessThan(60);
        assertThat(image.value(8, 8, 2)).isGreaterThan(80);
    }

    private static byte[] adobeCmyk(Raster raster) throws IOException {
        for (Iterator<ImageWriter> all = ImageIO.getImageWritersByFormatName("jpeg"); all.hasNext(); ) {
            ImageWriter writer = all.next();
            if (writer.getClass().getName().startsWith("com.sun.")) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
                    writer.setOutput(stream);
                    writer.write(null, new IIOImage(raster, null, null), null);
                }
                byte[] plain = out.toByteArray();
                byte[] adobe = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
                byte[] jpeg = Arrays.copyOf(plain, plain.length + adobe.length);
                System.arraycopy(adobe, 0, jpeg, 2, adobe.length);
                System.arraycopy(plain, 2, jpeg, 2 + adobe.length, plain.length - 2);
                return jpeg;
            }
        }
        throw new AssertionError("no JPEG writer");
    }

    @Test
    void aRotatedImageIsSetUpright() throws IOException {
        // 6: the stored image is to be turned clockwise, so that its left half becomes the upper one.
        Path file = file(withOrientation(encode(redAndBlue(BufferedImage.TYPE_3BYTE_BGR), "jpeg"), 6));
        assertThat(ImageDecoder.size(file)).containsExactly(16, 32);
        RgbImage image = ImageDecoder.read(file);
        assertThat(List.of(image.width(), image.height())).containsExactly(16, 32);
        assertColour(image, 8, 2, 255, 0, 0);
        assertColour(image, 8, 30, 0, 0, 255);
    }

    @Test
    void anImageAnnotatedAsStoredStaysAsStored() throws IOException {
        Path file = file(withOrientation(encode(redAndBlue(BufferedImage.TYPE_3BYTE_BGR), "jpeg"), 6));
        assertThat(ImageDecoder.read(new Example("a", file, 32, 16, List.of())).width())
                .isEqualTo(32);
        assertThat(ImageDecoder.read(new Example("a", file, 16, 32, List.of())).width())
                .isEqualTo(16);
        assertThat(ImageDecoder.read(new Example("a", file, 0, 0, List.of())).width())
                .isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void whatIsCutOffIsRefused(String format) throws IOException {
        BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < 64 * 64; i++) {
            noise.setRGB(i % 64, i / 64, random.nextInt());
        }
        byte[] whole = encode(noise, format);
        Path file = file(Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> ImageDecoder.read(new Example("7", file, 0, 0, List.of())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("image 7")
                .hasMessageContaining(file + ": the image is damaged");
    }

    @Test
    void whatIsNoImageIsRefused() throws IOException {
        Path text = file("hello, this is not an image".getBytes());
        assertThatThrownBy(() -> ImageDecoder.read(text))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is not an image");
        Path empty = file(new byte[0]);
        assertThatThrownBy(() -> ImageDecoder.read(empty)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> ImageDecoder.read(root.resolve("none.jpg"))).hasMessageContaining("is missing");
    }
}
