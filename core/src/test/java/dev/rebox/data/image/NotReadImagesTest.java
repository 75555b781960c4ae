package dev.rebox.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.DataException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no images, not images that are read, or images too large: each gets one line that says what it is. */
class NotReadImagesTest {
    @TempDir
    Path folder;

    private void refused(byte[] content, String name, String message) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        assertThatThrownBy(() -> ImageDecoder.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
        assertThatThrownBy(() -> ImageDecoder.read(Files.newInputStream(file)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZg== | this is an AVIF file, which is not read: save it as JPEG or PNG
            AAAAHGZ0eXBtaWYxAAAAAG1pZjFhdmlmbWlhZg== | this is an AVIF file
            AAAAGGZ0eXBoZWljAAAAAG1pZjFoZWlj         | this is a HEIC file, which is not read: save it as JPEG or PNG
            AAAAGGZ0eXBpc29tAAAAAG1wNDEAAAAA         | this is not an image but a video
            /woAAAAAAAAAAA==                         | this is a JPEG XL file
            AAAADEpYTCANCocK                         | this is a JPEG XL file
            AAAADGpQICANCocK                         | this is a JPEG 2000 file
            /9j/9wAL                                 | this is a JPEG-LS file
            OEJQUwABAAAAAAAA                         | this is a Photoshop file
            JVBERi0xLjQK                             | this is a PDF file
            SUkqABAAAABDUgIA                         | this is a camera RAW file
            AAABAAEAEBA=                             | this is an icon file
            UDYKMiAyCjI1NQo=                         | this is a Netpbm file
            cW9pZgAAAAE=                             | this is a QOI file
            UEsDBBQAAAAI                             | this is not an image but a packed archive: unpack it
            AAAAAAAAAAAAAAAA                         | this is not an image but zeros only
            AQIDBAUGBwgJ                             | not an image of a kind that is known (JPEG, PNG, WebP, TIFF, BMP and GIF are read)
            """)
    void whatIsNotReadIsNamed(String content, String message) throws IOException {
        refused(Base64.getDecoder().decode(content), "image.jpg", message);
    }

    @Test
    void textInPlaceOfAnImageIsNamed() throws IOException {
        refused(new byte[0], "a.jpg", "this file is empty, not an image: get it again");
        refused(latin("<!DOCTYPE html><html><body>404"), "b.jpg", "but a web page (HTML): the download went wrong");
        refused(latin("\n<HTML>"), "c.png", "but a web page (HTML)");
        refused(latin("<?xml version='1.0'?><!-- drawn --><svg width='3'/>"), "d.jpg", "this is an SVG file");
        refused(latin("<annotation>"), "e.jpg", "this is not an image but XML");
        refused(latin("version https://git-lfs.github.com/spec/v1\noid sha256:1"), "f.jpg", "run 'git lfs pull'");
        refused(latin("../store/a.jpg"), "g.jpg", "but a link that was copied as text: ../store/a.jpg");
        refused(latin("{\"error\": 1}"), "h.jpg", "this is not an image but text");
        Path inside = Files.createDirectories(folder.resolve("i.jpg"));
        assertThatThrownBy(() -> ImageDecoder.read(inside)).hasMessage(inside + ": this is a folder, not an image");
        assertThatThrownBy(() -> ImageHeader.read(inside)).hasMessage(inside + ": this is a folder, not an image");
    }

    /** A camera's raw file is a TIFF whose first image is a preview. */
    @Test
    void rawFilesOfCamerasAreNotTakenForTiff() throws IOException {
        byte[] tiff = encoded(noise(), "tiff");
        for (String name : new String[] {"a.nef", "a.ARW", "a.dng"}) {
            Path raw = Files.write(folder.resolve(name), tiff);
            assertThatThrownBy(() -> ImageDecoder.read(raw))
                    .hasMessage(raw + ": this is a camera RAW file, which is not read: save it as JPEG or PNG");
        }
        // DNG's own tag, in a file of any name
        byte[] dng = ByteBuffer.allocate(38)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(latin("II*\0"))
                .putInt(8)
                .putShort((short) 2)
                .putShort((short) 256)
                .putShort((short) 3)
                .putInt(1)
                .putInt(100)
                .putShort((short) 50706)
                .putShort((short) 1)
                .putInt(4)
                .putInt(1)
                .putInt(0)
                .array();
        Path file = Files.write(folder.resolve("dng.tif"), dng);
        assertThatThrownBy(() -> ImageDecoder.read(file)).hasMessageContaining("camera RAW");
    }

    @ParameterizedTest
    @CsvSource({
        "192, 12, with 12 bits a sample",
        "195, 8, that is lossless",
        "201, 8, with arithmetic coding",
        "197, 8, of hierarchical kind"
    })
    void rareKindsOfJpegAreRefused(int process, int precision, String message) throws IOException {
        byte[] jpeg = encoded(noise(), "jpeg");
        int frame = find(jpeg, (byte) 0xC0);
        jpeg[frame] = (byte) process;
        jpeg[frame + 3] = (byte) precision;
        refused(jpeg, "a.jpg", "this is a JPEG " + message + ", which is not read: save it as plain JPEG or PNG");
    }

    @Test
    void twoComponentsAreRefused() throws IOException {
        byte[] jpeg = encoded(noise(), "jpeg");
        jpeg[find(jpeg, (byte) 0xC0) + 8] = 2;
        refused(jpeg, "a.jpg", "this is a JPEG with 2 components, which is not read");
    }

    private static int find(byte[] jpeg, byte marker) {
        int at = 2;
        while (jpeg[at + 1] != marker) {
            at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
        }
        return at + 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
    void whatIsCutOffIsRefused(String format) throws IOException {
        byte[] whole = encoded(noise(), format);
        for (double share : new double[] {.2, .5, .9}) {
            refused(Arrays.copyOf(whole, (int) (whole.length * share)), "a.jpg", "the image is damaged (");
        }
    }

    @Test
    void aWebpThatIsCutOffIsRefused() throws IOException {
        byte[] whole = Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA4AAAAvAUAAAA8w//M///MfeAA=");
        for (int length : new int[] {16, 24, whole.length - 2}) {
            refused(Arrays.copyOf(whole, length), "a.webp", "the image is damaged (WebP)");
        }
    }

    /** A few bytes may claim any size. */
    @Test
    void moreThanAnArrayHoldsIsRefusedBeforeItIsDecoded() throws IOException {
        byte[] png = encoded(noise(), "png");
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
        String message = "too large an image: 60000 x 60000 pixels, where the most is 715 million. Make it smaller";
        refused(png, "a.png", message);
        byte[] jpeg = encoded(noise(), "jpeg");
        ByteBuffer.wrap(jpeg).putShort(find(jpeg, (byte) 0xC0) + 4, (short) 60_000);
        ByteBuffer.wrap(jpeg).putShort(find(jpeg, (byte) 0xC0) + 6, (short) 60_000);
        refused(jpeg, "b.jpg", message);
        byte[] bmp = encoded(noise(), "bmp");
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 60_000).putInt(22, -60_000);
        refused(bmp, "c.bmp", message);
        byte[] gif = encoded(noise(), "gif");
        ByteBuffer.wrap(gif)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) 60_000)
                .putShort(8, (short) 60_000);
        refused(gif, "d.gif", message);
    }

    @Test
    void moreThanTheMemoryHoldsIsToldWithTheSize() throws IOException {
        byte[] png = encoded(noise(), "png");
        ByteBuffer.wrap(png).putInt(16, 700_000).putInt(20, 1_000);
        refused(
                png,
                "a.png",
                "there is not enough memory for an image of 700000 x 1000 pixels. Give Java more"
                        + " (REBOX_JAVA_OPTIONS=-Xmx4g), or make the image smaller.");
    }

    @Test
    void sizesThatMeanNothingAreRefused() throws IOException {
        byte[] png = encoded(noise(), "png");
        ByteBuffer.wrap(png).putInt(16, 0);
        refused(png, "a.png", "the image is damaged (PNG): its header gives no size");
        byte[] bmp = encoded(noise(), "bmp");
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, -7);
        refused(bmp, "b.bmp", "the image is damaged (BMP)");
        byte[] jpeg = encoded(noise(), "jpeg");
        refused(Arrays.copyOf(jpeg, 100), "c.jpg", "the image is damaged (JPEG)");
    }

    private static BufferedImage noise() {
        BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(1);
        for (int i = 0; i < 64 * 64; i++) {
            noise.setRGB(i % 64, i / 64, random.nextInt());
        }
        return noise;
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }
}
