package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.box.Box;
import dev.rebox.box.LabelledBox;
import dev.rebox.data.LabelMap;
import dev.rebox.recycle.RecycledLabels;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An image of 300 x 400 with a cup in its upper left quarter, and a plate of a quarter, too. */
class LabelsTableTest {
    private static final LabelMap NAMES = LabelMap.of(List.of("cup", "plate"));
    private static final List<LabelledBox> BOXES =
            List.of(new LabelledBox(new Box(0, 0, 150, 200), 1), new LabelledBox(new Box(150, 200, 300, 400), 2));

    @Test
    void boxesAndWindowsHaveTheirLabelsInWords() {
        // Of the left half one half is the cup and the other free: the roots of equal areas are equal.
        assertThat(table(BOXES, List.of(new Box(0, 0, 150, 400), new Box(150.5, 200, 300, 400))))
                .startsWith(
                        "one, 300 x 400",
                        "  box              x1 y1 x2 y2                  closeness",
                        "  cup              0.0 0.0 150.0 200.0          plate 1.000",
                        "  plate            150.0 200.0 300.0 400.0      cup 1.000",
                        "  window           x1 y1 x2 y2                  soft label",
                        "  1                0.0 0.0 150.0 400.0          background 0.500, cup 0.500",
                        "  2                150.5 200.0 300.0 400.0      plate 1.000");
    }

    @Test
    void cellsOfTheForegroundAreCounted() {
        // 150 of 300 is the beginning of cell 32, and .99 of a cell is added: 33 x 33 cells, which weigh 1/1089 each,
        // the
        // others 1/4096. Divided by their mean, (1 + 3007/4096) / 4096.
        assertThat(table(BOXES.subList(0, 1), List.of(new Box(0, 0, 9, 9))))
                .endsWith("  foreground       1089 of 4096 cells, weights 0.577 to 2.169");
    }

    @Test
    void twelveOfManyRowsAreWrittenOut() {
        List<String> lines = table(BOXES, Collections.nCopies(15, new Box(0, 0, 9, 9)));
        assertThat(lines).contains("  (3 more)").anyMatch(line -> line.startsWith("  12 "));
        assertThat(lines).noneMatch(line -> line.startsWith("  13 "));
    }

    private static List<String> table(List<LabelledBox> boxes, List<Box> windows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            new LabelsTable(out, NAMES).print("one", RecycledLabels.of(300, 400, boxes, 2, windows));
        }
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
