package dev.rebox.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.evaluate.auxiliary.AuxiliaryFigure;
import dev.rebox.report.ReadHtml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskSectionTest {
    @Test
    void runsStandBesideEachOtherWithADashForWhatOneLacks() throws Exception {
        AuxiliaryFigure closeness = AuxiliaryFigure.named("closenessTop1");
        AuxiliaryFigure foreground = AuxiliaryFigure.named("foregroundIoU");
        ReadHtml html = ReadHtml.of(TaskSection.of(
                List.of("a", "b", "c"),
                List.of(Map.of(closeness, .5, foreground, .125), Map.of(closeness, -1.0), Map.of())));
        List<List<String>> rows = html.rows();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).containsExactly("figure", "a", "b", "c");
        assertThat(rows.get(1).get(0)).startsWith("closeness top-1").contains(closeness.meaning());
        assertThat(rows.get(1).subList(1, 4)).containsExactly("50.0", "–", "–");
        assertThat(rows.get(2).get(0)).startsWith("foreground IoU");
        assertThat(rows.get(2).subList(1, 4)).containsExactly("12.5", "–", "–");
    }
}
