package dev.rebox.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import org.junit.jupiter.api.Test;

class LetteringTest {
    private static final Font FONT = Lettering.font(12, false);
    private static final String TEXT = "sunflower, tree and van";

    @Test
    void whatFitsStaysWhole() {
        assertThat(Lettering.fit(TEXT, FONT, Lettering.width(TEXT, FONT))).isEqualTo(TEXT);
    }

    @Test
    void ofTheRestAsMuchIsKeptAsFits() {
        double width = Lettering.width("sunflower…", FONT);
        assertThat(Lettering.fit(TEXT, FONT, width)).isEqualTo("sunflower…");
        assertThat(Lettering.fit(TEXT, FONT, width - .01)).isEqualTo("sunflowe…");
    }

    @Test
    void aLetterIsAlwaysLeft() {
        assertThat(Lettering.fit(TEXT, FONT, 0)).isEqualTo("s…");
    }

    @Test
    void lettersGrowWithTheirSize() {
        assertThat(Lettering.width(TEXT, Lettering.font(24, false)) / Lettering.width(TEXT, FONT))
                .isBetween(1.95, 2.05);
    }
}
