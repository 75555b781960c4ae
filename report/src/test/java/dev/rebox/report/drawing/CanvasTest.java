package dev.rebox.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.box.Detection;
import dev.rebox.data.Annotation;
import dev.rebox.data.LabelMap;
import dev.rebox.data.image.RgbImage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanvasTest {
    private static final LabelMap NAMES = LabelMap.of(List.of("cup", "plate"));

    @Test
    void aBoxIsOutlinedInTheColourOfItsClass() {
        BufferedImage image = Canvas.of(grey(800, 600), 1)
                .box(new Box(100, 100, 300, 200), 2, "")
                .image();
        assertThat(color(image, 200, 100)).isEqualTo(Palette.of(2));
        assertThat(color(image, 300, 150)).isEqualTo(Palette.of(2));
        assertThat(color(image, 200, 150)).as("inside").isEqualTo(new Color(90, 90, 90));
    }

    @Test
    void smallImagesAreEnlarged() {
        assertThat(Canvas.of(grey(100, 50)).image().getWidth()).isEqualTo(200);
        assertThat(Canvas.of(grey(480, 640)).image().getWidth()).isEqualTo(480);
        BufferedImage image =
                Canvas.of(grey(100, 50), 3).box(new Box(10, 10, 30, 30), 1, "").image();
        assertThat(color(image, 60, 30)).as("drawn in the image's own pixels").isEqualTo(Palette.of(1));
    }

    @Test
    void captionsLieOnPaperAboveTheirBox() {
        BufferedImage image = Canvas.of(grey(800, 600), 1)
                .detections(List.of(new Detection(new Box(100, 100, 300, 200), 1, .873)), NAMES)
                .image();
        assertThat(paper(image, 1, 100, 80, 60, 16)).isGreaterThan(400);
    }

    @Test
    void captionsOfBoxesOnOneSpotDoNotCoverEachOther() {
        Box box = new Box(100, 100, 300, 200);
        BufferedImage image = Canvas.of(grey(800, 600), 1)
                .box(box, 1, "cup")
                .box(box, 2, "plate")
                .image();
        assertThat(paper(image, 2, 100, 80, 60, 16)).as("the later one above").isGreaterThan(300);
        assertThat(paper(image, 1, 100, 104, 40, 16))
                .as("the earlier one inside")
                .isGreaterThan(150);
    }

    @Test
    void boxesThatLeaveTheImageAreDrawnAsFarAsTheyGo() {
        BufferedImage image = Canvas.of(grey(80, 60), 1)
                .annotations(List.of(Annotation.of(new Box(-50, -50, 40, 500), 1)), NAMES)
                .truth(List.of(Annotation.of(new Box(200, 200, 300, 300), 2)))
                .image();
        assertThat(image.getWidth()).isEqualTo(80);
        assertThat(color(image, 40, 40)).isEqualTo(Palette.of(1));
    }

    @Test
    void truthIsDashed() {
        BufferedImage image = Canvas.of(grey(800, 600), 1)
                .truth(List.of(Annotation.of(new Box(100, 100, 700, 200), 1)))
                .image();
        long colored = java.util.stream.IntStream.range(110, 690)
                .filter(x -> color(image, x, 100).equals(Palette.of(1)))
                .count();
        assertThat(colored).isBetween(200L, 400L);
    }

    /** Pixels near the colour of a class in a rectangle. */
    private static int paper(BufferedImage image, int label, int left, int top, int width, int height) {
        Color paper = Palette.of(label);
        int count = 0;
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                Color color = color(image, x, y);
                int apart = Math.abs(color.getRed() - paper.getRed())
                        + Math.abs(color.getGreen() - paper.getGreen())
                        + Math.abs(color.getBlue() - paper.getBlue());
                count += apart < 40 ? 1 : 0;
            }
        }
        return count;
    }

    private static Color color(BufferedImage image, int x, int y) {
        return new Color(image.getRGB(x, y));
    }

    static RgbImage grey(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        Arrays.fill(rgb, (byte) 90);
        return new RgbImage(width, height, rgb);
    }
}
