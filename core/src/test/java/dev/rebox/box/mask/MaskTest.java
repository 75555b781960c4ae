package dev.rebox.box.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.box.Box;
import dev.rebox.box.UnionArea;
import dev.rebox.error.DataException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {
    /** Rows of pixels, # where covered. */
    private static Mask drawn(String... rows) {
        return Mask.of(rows[0].length(), rows.length, (x, y) -> rows[y].charAt(x) == '#');
    }

    @Test
    void runsGoDownTheColumnsAFreeOneFirst() {
        Mask mask = drawn(
                "#..", //
                "#.#");
        assertThat(mask.runs()).containsExactly(0, 2, 3, 1);
        assertThat(mask.area()).isEqualTo(3);
        assertThat(Mask.ofRuns(3, 2, new long[] {0, 2, 3, 1})).isEqualTo(mask);
    }

    @Test
    void pixelsBehindTheLastRunAreFree() {
        assertThat(Mask.ofRuns(3, 2, new long[] {1, 1}))
                .isEqualTo(drawn(
                        "...", //
                        "#.."));
    }

    @Test
    void pycocotoolsWritesTheSameText() {
        // 2 x 3 pixels of a picture of 5 x 4: pycocotools.mask.encode says 5220003
        Mask mask = drawn(
                ".....", //
                ".###.", ".###.", ".....");
        assertThat(mask.runs()).containsExactly(5, 2, 2, 2, 2, 2, 5);
        assertThat(RunText.write(mask.runs())).isEqualTo("5220003");
        assertThat(RunText.read("5220003")).containsExactly(5, 2, 2, 2, 2, 2, 5);
    }

    @Test
    void aSquareOfThreePixelsCoversThem() {
        Mask mask = new Polygons(List.of(new double[] {1, 1, 4, 1, 4, 4, 1, 4})).mask(6, 5);
        assertThat(mask)
                .isEqualTo(drawn(
                        "......", //
                        ".###..", ".###..", ".###..", "......"));
    }

    @Test
    void polygonsAreUnited() {
        Mask mask = new Polygons(List.of(new double[] {0, 0, 2, 0, 2, 2, 0, 2}, new double[] {1, 1, 3, 1, 3, 3, 1, 3}))
                .mask(4, 3);
        assertThat(mask)
                .isEqualTo(drawn(
                        "##..", //
                        "###.", ".##."));
    }

    @Test
    void partsAreFewAndCoverTheSamePixels() {
        assertThat(drawn(
                                "###.", //
                                "###.", "..##")
                        .parts())
                .containsExactlyInAnyOrder(new Box(0, 0, 2, 2), new Box(2, 0, 3, 3), new Box(3, 2, 4, 3));
        assertThat(drawn("...", "...").parts()).isEmpty();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 50; i++) {
            Mask mask = Mask.of(9, 7, (x, y) -> random.nextInt(3) > 0);
            UnionArea area = UnionArea.of(mask.parts());
            assertThat(area.area()).isEqualTo(mask.area());
            assertThat(mask.parts().stream().mapToDouble(Box::area).sum()).isEqualTo(mask.area());
            boolean[] pixels = mask.pixels();
            assertThat(mask)
                    .isEqualTo(Mask.of(9, 7, (x, y) -> area.within(Box.ofSize(x, y, 1, 1)) == 1))
                    .isEqualTo(Mask.of(9, 7, (x, y) -> pixels[y * 9 + x]));
        }
    }

    @Test
    void masksMoveWithTheirImage() {
        Mask mask = drawn(
                "#..", //
                "##.");
        assertThat(MaskMoves.clockwise(mask))
                .isEqualTo(drawn(
                        "##", //
                        "#.", ".."));
        assertThat(MaskMoves.placed(mask, -1, 1, 2, 3))
                .isEqualTo(drawn(
                        "..", //
                        "..", "#."));
        assertThat(MaskMoves.resize(mask, 6, 4))
                .isEqualTo(drawn(
                        "##....", //
                        "##....", "####..", "####.."));
        assertThat(MaskMoves.resize(MaskMoves.resize(mask, 6, 4), 3, 2)).isEqualTo(mask);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3 | 2 | 0,-1     | its run 2 has the negative length -1
            3 | 2 | 4,3      | its runs are longer than the 6 pixels of 3 x 2
            3 | 2 | 1,9000000000000000000 | its runs are longer than the 6 pixels of 3 x 2
            0 | 2 | 1        | no image has its size, 0 x 2 pixels
            3 | -2 | 1       | no image has its size, 3 x -2 pixels
            65536 | 65536 | 1 | no image has its size, 65536 x 65536 pixels
            """)
    void hostileRunsAreRefused(int width, int height, String runs, String why) {
        long[] counts = Stream.of(runs.split(",")).mapToLong(Long::parseLong).toArray();
        assertThatThrownBy(() -> Mask.ofRuns(width, height, counts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }

    @ParameterizedTest
    @CsvSource({"'a b', 2", "'5220~', 5", "oooooooooooo, 8", "52o, 3"})
    void hostileTextIsRefused(String text, int at) {
        assertThatThrownBy(() -> RunText.read(text))
                .hasMessage("its \"counts\" are not run lengths: character " + at + " cannot stand there");
    }

    @Test
    void hostilePolygonsAreRefused() {
        assertThatThrownBy(() -> new Polygons(List.of(new double[] {0, 0, 5, 5})))
                .hasMessage("a polygon has 4 numbers: it needs x and y of three points at least");
        assertThatThrownBy(() -> new Polygons(List.of(new double[] {0, 0, 5, 5, 1e12, 3})))
                .hasMessage("a point of its polygon lies at 1.0E12");
        assertThatThrownBy(() -> new Polygons(List.of(new double[] {0, 0, 5, 5, Double.NaN, 3})))
                .hasMessage("a point of its polygon lies at NaN");
    }

    @Test
    void aMaskOfAnotherImageIsRefused() {
        assertThatThrownBy(() -> drawn("#.").mask(2, 2))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "its mask is not of its image: it is of 2 x 1 pixels, and the image has 2 x 2: correct the \"size\" of its annotation");
    }
}
