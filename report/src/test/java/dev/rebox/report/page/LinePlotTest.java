package dev.rebox.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.report.ReadHtml;
import dev.rebox.report.page.LinePlot.Look;
import org.junit.jupiter.api.Test;

/**
 * A large plot is 420 wide and 260 high. Its lines lie 12 below the top, 34 over the bottom and 12 from the right; from the left
 * 14 and 6.6 for each character of the longest mark.
 */
class LinePlotTest {
    @Test
    void aLineGoesThroughItsPoints() throws Exception {
        // The longest mark is "100": x from 33.8 to 408, y from 226 up to 12.
        ReadHtml plot = ReadHtml.of(LinePlot.large("curve", "recall")
                .unitSquare()
                .line("dog", 0, Look.BOLD, values(0, .5, 1), values(0, 1, .25))
                .html());
        assertThat(plot.attributes("svg", "viewBox")).containsExactly("0 0 420 260");
        assertThat(plot.attributes("path", "d")).containsExactly("M33.8 226L220.9 12L408 172.5");
        assertThat(plot.texts("text"))
                .containsExactly("0", "20", "40", "60", "80", "100", "0", "20", "40", "60", "80", "100", "recall");
    }

    @Test
    void marksLieAtTheHeightOfTheirValues() throws Exception {
        // Up to 7: marks 0, 2 .. 8 of one character, so that x begins at 20.6.
        ReadHtml plot = ReadHtml.of(LinePlot.large("loss", "steps")
                .line("", 0, Look.BOLD, values(0, 100), values(7, 0))
                .html());
        assertThat(plot.attributes("line", "y1")).containsExactly("226", "172.5", "119", "65.5", "12");
        assertThat(plot.attributes("line", "x1")).containsOnly("20.6");
        assertThat(plot.attributes("path", "d")).containsExactly("M20.6 38.8L408 226");
    }

    @Test
    void thousandsAreShortAndTheLastMarkStaysInside() throws Exception {
        ReadHtml plot = ReadHtml.of(LinePlot.small("loss", "steps")
                .line("", 0, Look.BOLD, values(0, 20_000), values(0, .2))
                .html());
        assertThat(plot.texts("text"))
                .containsExactly("0.00", "0.05", "0.10", "0.15", "0.20", "0", "5000", "10k", "15k", "20k", "steps");
        assertThat(plot.attributes("text", "text-anchor")).endsWith("middle", "end", "middle");
        assertThat(plot.attributes("text", "x").get(9)).isEqualTo("278");
    }

    @Test
    void whatIsNoNumberIsLeftOut() throws Exception {
        ReadHtml plot = ReadHtml.of(LinePlot.large("mAP", "steps")
                .percent()
                .line("mAP", 0, Look.DOTTED, values(0, 1, 2), values(.5, Double.NaN, 1))
                .html());
        assertThat(plot.attributes("path", "d")).containsExactly("M33.8 119L408 12");
        assertThat(plot.attributes("circle", "cx")).containsExactly("33.8", "408");
        assertThat(plot.attributes("circle", "cy")).containsExactly("119", "12");
    }

    @Test
    void valuesAboveTheTopRunAlongIt() throws Exception {
        ReadHtml plot = ReadHtml.of(LinePlot.large("loss", "steps")
                .upTo(4)
                .line("validation", 0, Look.DOTTED, values(0, 10), values(40, 2))
                .html());
        assertThat(plot.attributes("path", "d")).containsExactly("M20.6 12L408 119");
        assertThat(plot.attributes("circle", "cy")).containsExactly("12", "119");
        assertThat(plot.texts("circle").get(0)).isEqualTo("validation 40 at 0");
    }

    @Test
    void theLegendNamesLinesButNotWhatLiesBehindThem() throws Exception {
        ReadHtml plot = ReadHtml.of(LinePlot.large("curves", "steps")
                .line("first", 1, Look.BOLD, values(0), values(0))
                .line("", 2, Look.BOLD, values(0), values(0))
                .line("grey", -1, Look.DOTTED, values(0), values(0))
                .line("again", 9, Look.BOLD, values(0), values(0))
                .line("raw", 1, Look.FAINT, values(0), values(0))
                .html());
        assertThat(plot.texts("span")).containsExactly("first", "grey", "again");
        assertThat(plot.attributes("i", "style"))
                .containsExactly("background:var(--line1)", "background:var(--quiet)", "background:var(--line1)");
        assertThat(plot.attributes("path", "class"))
                .as("earlier ones lie on top")
                .containsExactly("faint", "line", "line", "line", "line");
    }

    @Test
    void withoutLinesThereAreStillAxes() throws Exception {
        ReadHtml plot = ReadHtml.of(LinePlot.large("nothing", "steps").html());
        assertThat(plot.texts("text")).containsExactly("0.0", "0.5", "1.0", "0.0", "0.5", "1.0", "steps");
    }

    private static double[] values(double... values) {
        return values;
    }
}
