package dev.rebox.report.run;

import static dev.rebox.evaluate.TestScenes.dataset;
import static dev.rebox.evaluate.TestScenes.image;
import static dev.rebox.evaluate.TestScenes.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.data.LabelMap;
import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.voc.VocMetrics;
import dev.rebox.report.ReadHtml;
import dev.rebox.run.LogLine.Evaluated;
import dev.rebox.run.LogLine.Steps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run of 2000 steps, of half a second each. */
class HeadlineSectionTest {
    private final Config config = ConfigReader.read(List.of("out=x", "data.train=a", "steps=2000"));

    @Test
    void aRunThatIsOverShowsItsFiguresStepsTimeAndImages() throws Exception {
        Evaluated last = measured(2000, .4567);
        TestResults results = new TestResults(
                dataset(LabelMap.of(List.of("cat")), image("1", object(1, 0, 0, 9, 9)), image("2")), Map.of());
        ReadHtml html = ReadHtml.of(HeadlineSection.of(
                config, new History(logged(2000), List.of(last), Optional.of(last), Map.of()), Optional.of(results)));
        assertThat(html.texts("b")).startsWith("45.7", "2,000", "16 min", "2").endsWith("Total loss");
        assertThat(html.texts("span"))
                .startsWith(
                        "VOC mAP (IoU .50), % on the test set",
                        "of 2,000 steps", "training, 0.50 s a step", "test images with 1 box");
        assertThat(html.text()).doesNotContain("not over");
    }

    @Test
    void aRunThatGoesOnSaysSoAndWhenItWasMeasured() throws Exception {
        History history =
                new History(logged(1500), List.of(measured(500, .2), measured(1000, .3)), Optional.empty(), Map.of());
        ReadHtml html = ReadHtml.of(HeadlineSection.of(config, history, Optional.empty()));
        assertThat(html.texts("b")).startsWith("30.0", "1,500", "12 min");
        assertThat(html.texts("span")).startsWith("VOC mAP (IoU .50), % on the test set, after 1,000 steps");
        assertThat(html.text()).contains("This run is not over");
        assertThat(html.attributes("svg", "aria-label")).containsExactly("On the test set, %", "Total loss");
    }

    @Test
    void whereNothingWasMeasuredThatIsSaid() throws Exception {
        ReadHtml html = ReadHtml.of(HeadlineSection.of(
                config, new History(List.of(), List.of(), Optional.empty(), Map.of()), Optional.empty()));
        assertThat(html.text()).contains("Nothing was measured").doesNotContain("NaN");
        assertThat(html.texts("b")).containsExactly("0", "0 s");
        assertThat(html.attributes("svg", "class")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.4, 0 s", "59.4, 59 s", "59.6, 1 min", "3599, 59 min", "3600, 1 h 0 min", "90000, 25 h 0 min"})
    void aTimeHasTheUnitsThatTellSomething(double seconds, String text) {
        assertThat(HeadlineSection.duration(seconds)).isEqualTo(text);
    }

    private static List<Steps> logged(int steps) {
        return IntStream.rangeClosed(1, steps / 100)
                .mapToObj(i -> new Steps(100L * i, 0, Map.of(), 2, .001, 1, .5, 0, 1))
                .toList();
    }

    private static Evaluated measured(long step, double map) {
        VocMetrics voc = new VocMetrics(map, map, Map.of());
        return new Evaluated(step, 0, "test", new Evaluation(null, voc, null, null, null), Map.of());
    }
}
