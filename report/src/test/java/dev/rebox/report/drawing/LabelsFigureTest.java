package dev.rebox.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import dev.rebox.data.LabelMap;
import dev.rebox.recycle.RecycledLabels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsFigureTest {
    private static final LabelMap NAMES = LabelMap.of(List.of("cup", "plate", "spoon"));

    @Test
    void showsTheColoursOfTheClassesThatAreThere() {
        List<LabelledBox> boxes =
                List.of(new LabelledBox(new Box(10, 10, 60, 60), 1), new LabelledBox(new Box(80, 30, 150, 90), 2));
        BufferedImage sheet = draw(160, 120, boxes);
        Set<Color> colors = colors(sheet);
        assertThat(colors).contains(Palette.of(0), Palette.of(1), Palette.of(2)).doesNotContain(Palette.of(3));
    }

    @Test
    void withoutBoxesItIsAllBackground() {
        assertThat(colors(draw(50, 200, List.of()))).contains(Palette.of(0)).doesNotContain(Palette.of(1));
    }

    @Test
    void manyBoxesAndStrangeOnesAreDrawnToo() {
        List<LabelledBox> boxes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            boxes.add(new LabelledBox(new Box(i, i, i + 20, i + 30), 1 + i % 3));
        }
        boxes.add(new LabelledBox(new Box(300, 300, 400, 400), 1));
        boxes.add(new LabelledBox(new Box(5, 5, 5, 5), 2));
        assertThat(draw(100, 100, boxes).getWidth()).isPositive();
    }

    @Test
    void linesJoinABoxToTheNearestOfEachOtherClass() {
        // Diagonal 500; centres of the cup (50, 50), of plates (50, 150) and (50, 350).
        List<LabelledBox> boxes = List.of(
                new LabelledBox(new Box(40, 40, 60, 60), 1),
                new LabelledBox(new Box(40, 140, 60, 160), 2),
                new LabelledBox(new Box(40, 340, 60, 360), 2));
        RecycledLabels labels = RecycledLabels.of(300, 400, boxes, 3, 4, 0);
        assertThat(ClosenessLine.of(labels))
                .extracting(line -> Math.round(line.value() * 100))
                .as("the cup hears the near plate, both plates hear the cup")
                .containsExactly(80L, 40L);
    }

    @Test
    void drawingsAreWrittenWhole(@TempDir Path folder) throws Exception {
        PngFile.write(folder.resolve("new/sheet.png"), draw(60, 40, List.of()));
        try (var files = Files.list(folder.resolve("new"))) {
            assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("sheet.png");
        }
    }

    private static BufferedImage draw(int width, int height, List<LabelledBox> boxes) {
        RecycledLabels labels = RecycledLabels.of(width, height, boxes, NAMES.size(), 64, 0);
        return LabelsFigure.draw("one", CanvasTest.grey(width, height), labels, NAMES);
    }

    private static Set<Color> colors(BufferedImage image) {
        Set<Color> colors = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y += 2) {
            for (int x = 0; x < image.getWidth(); x++) {
                colors.add(new Color(image.getRGB(x, y)));
            }
        }
        return colors;
    }
}
