package dev.rebox.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.config.Device;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.error.DataException;
import dev.rebox.report.MadeRun;
import dev.rebox.report.SelfContained;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ComparisonReportTest {
    @TempDir
    Path folder;

    @Test
    void theRunThatFindsMoreIsBetter() throws Exception {
        Path test = MadeRun.scenes(folder.resolve("scenes"));
        Path poor = MadeRun.finished(folder.resolve("poor"), test, 2).path();
        Path good = MadeRun.finished(folder.resolve("good"), test, 9).path();
        ComparedRun.Together together = open(poor, good);
        Comparison comparison = Comparison.of(together);
        Comparison.Pair pair = comparison.pairs().get(0);
        assertThat(pair.difference().voc().difference()).isPositive();
        assertThat(Verdict.of(pair)).contains("good is better").contains("95 % interval");
        assertThat(pair.objects().bySecond()).isNotEmpty();

        Path page = folder.resolve("out/report.html");
        ComparisonReport.write(comparison, together, page);
        Document document = SelfContained.check(page);
        assertThat(document.getElementsByTagName("section").getLength()).isEqualTo(6);
        assertThat(document.getElementsByTagName("img").getLength())
                .isPositive()
                .isEven();
        assertThat(document.getDocumentElement().getTextContent())
                .contains("Missed in poor, right in good", MadeRun.NASTY);
        assertThat(Files.size(page)).isLessThan(8_000_000);
    }

    @Test
    void aRunComparedWithItselfIsNotBetter() throws Exception {
        Path test = MadeRun.scenes(folder.resolve("scenes"));
        Path run = MadeRun.finished(folder.resolve("run"), test, 3).path();
        Comparison comparison = Comparison.of(open(run, run, run));
        assertThat(comparison.pairs()).hasSize(2);
        assertThat(Verdict.of(comparison.pairs().get(0))).contains("±0.0 points", "do not tell which");
        assertThat(comparison.pairs().get(0).found().bySecond()).isEmpty();
    }

    @Test
    void runsOnDifferentImagesAreRefused() throws Exception {
        Path first = MadeRun.finished(folder.resolve("a"), MadeRun.scenes(folder.resolve("scenes")), 3)
                .path();
        Path others = folder.resolve("others");
        Scenes.write(others, 3, 2, 5);
        Path second = MadeRun.finished(folder.resolve("b"), others.resolve("train.json"), 3)
                .path();
        assertThatThrownBy(() -> open(first, second))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the runs a, b were tested on different images");
    }

    private static ComparedRun.Together open(Path... runs) {
        return ComparedRun.open(List.of(runs), Optional.empty(), OpenOptions.NONE, Device.CPU, () -> {});
    }
}
