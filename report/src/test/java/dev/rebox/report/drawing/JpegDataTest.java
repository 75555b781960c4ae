package dev.rebox.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class JpegDataTest {
    private static final String BEGINNING = "data:image/jpeg;base64,";

    @Test
    void theAddressHoldsTheWholeImage() throws IOException {
        String uri = JpegData.uri(noise(), .8);
        assertThat(uri).startsWith(BEGINNING);
        byte[] bytes = Base64.getDecoder().decode(uri.substring(BEGINNING.length()));
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(bytes));
        assertThat(read.getWidth()).isEqualTo(60);
        assertThat(read.getHeight()).isEqualTo(40);
    }

    @Test
    void betterImagesTakeMoreBytes() {
        assertThat(JpegData.bytes(noise(), .95).length).isGreaterThan(2 * JpegData.bytes(noise(), .3).length);
    }

    private static BufferedImage noise() {
        BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 60 * 40; i++) {
            image.setRGB(i % 60, i / 60, random.nextInt(1 << 24));
        }
        return image;
    }
}
