package dev.rebox.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaletteTest {
    @Test
    void eightyClassesHaveColoursOfTheirOwn() {
        assertThat(IntStream.rangeClosed(0, 80).mapToObj(Palette::of)).doesNotHaveDuplicates();
    }

    @Test
    void aClassKeepsItsColour() {
        assertThat(Palette.of(1)).isEqualTo(new Color(0xe69f00));
        assertThat(Palette.of(0)).isEqualTo(Palette.BACKGROUND);
    }

    @Test
    void inkIsReadOnItsPaper() {
        assertThat(Palette.inkOn(Color.YELLOW)).isEqualTo(Color.BLACK);
        assertThat(Palette.inkOn(new Color(0x332288))).isEqualTo(Color.WHITE);
    }
}
