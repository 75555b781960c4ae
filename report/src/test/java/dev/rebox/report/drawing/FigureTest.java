package dev.rebox.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.data.LabelMap;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
    private static final double[] LABEL = {.2, .5, .3};
    private static final LabelMap NAMES = LabelMap.of(List.of("cup", "plate"));

    private final Figure figure = new Figure(200, 120);

    @Test
    void aFlatBarGoesFromTheFirstClassToTheBackground() {
        figure.bar(10, 20, 100, 10, LABEL);
        // From 10 the cup's half, from 60 the plate's 30 pixels, from 90 on the background.
        assertThat(color(9, 25)).isEqualTo(Color.WHITE);
        assertThat(color(11, 25)).isEqualTo(Palette.of(1));
        assertThat(color(58, 25)).isEqualTo(Palette.of(1));
        assertThat(color(61, 25)).isEqualTo(Palette.of(2));
        assertThat(color(88, 25)).isEqualTo(Palette.of(2));
        assertThat(color(91, 25)).isEqualTo(Palette.BACKGROUND);
        assertThat(color(111, 25)).isEqualTo(Color.WHITE);
    }

    @Test
    void aTallBarGoesFromTheBottomUp() {
        figure.bar(10, 10, 6, 100, LABEL);
        assertThat(color(13, 108)).isEqualTo(Palette.of(1));
        assertThat(color(13, 61)).isEqualTo(Palette.of(1));
        assertThat(color(13, 58)).isEqualTo(Palette.of(2));
        assertThat(color(13, 31)).isEqualTo(Palette.of(2));
        assertThat(color(13, 28)).isEqualTo(Palette.BACKGROUND);
        assertThat(color(13, 11)).isEqualTo(Palette.BACKGROUND);
    }

    @Test
    void cellsFillTheirRectangleWithoutGapsRowByRow() {
        Color[] cells = {Color.RED, null, Color.GREEN, Color.BLUE};
        figure.cells(new Rectangle2D.Double(20, 30, 5, 7), 2, i -> cells[i]);
        // The middle of 5 pixels is 22.5, and so 23; that of 7 is 33.5, and so 34.
        assertThat(color(20, 30)).isEqualTo(Color.RED);
        assertThat(color(22, 33)).isEqualTo(Color.RED);
        assertThat(color(23, 33)).as("without a colour it stays as it was").isEqualTo(Color.WHITE);
        assertThat(color(22, 34)).isEqualTo(Color.GREEN);
        assertThat(color(23, 34)).isEqualTo(Color.BLUE);
        assertThat(color(24, 36)).isEqualTo(Color.BLUE);
        assertThat(color(25, 36)).isEqualTo(Color.WHITE);
        assertThat(color(24, 37)).isEqualTo(Color.WHITE);
    }

    @Test
    void aLegendTakesAsManyLinesAsItNeeds() {
        assertThat(figure.legend(0, 0, 1000, List.of(0, 1, 2), NAMES)).isEqualTo(16);
        assertThat(figure.legend(0, 50, 10, List.of(1, 2), NAMES)).isEqualTo(16 + 21);
        assertThat(color(5, 56)).isEqualTo(Palette.of(1));
        assertThat(color(5, 77)).isEqualTo(Palette.of(2));
    }

    private Color color(int x, int y) {
        return new Color(figure.image().getRGB(x, y));
    }
}
