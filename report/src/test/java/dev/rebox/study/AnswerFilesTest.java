package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.study.StudyAnswer.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerFilesTest {
    @TempDir
    Path folder;

    @Test
    void eachNetworkWithGainsHasAPlotThatTheTextShows() throws IOException {
        new AnswerFiles(folder)
                .write(answer(setting("resnet50", .1, 3), setting("resnet50", 1, 4), setting("mobilenet_v1", 1, 5)));
        assertThat(folder.resolve("gain-resnet50.svg")).content().contains("<svg");
        assertThat(folder.resolve("gain-mobilenet_v1.svg")).doesNotExist();
        assertThat(Files.readString(folder.resolve("README.md")))
                .startsWith("""
                        # Study: 3 of 12 runs

                        ![Gain against the fraction of the labels](gain-resnet50.svg)

                        ## mAP
                        """)
                .contains(
                        "| arm | resnet50, 10% of the labels | resnet50, 100% of the labels | mobilenet_v1, 100% of the"
                                + " labels |\n");
        assertThat(Files.readString(folder.resolve("study.html")))
                .contains("<h1>Study: 3 of 12 runs</h1>", "data:image/svg+xml;base64,");
    }

    @Test
    void theDocumentHasNoPlaceForWhatIsNotKnown() throws IOException {
        new AnswerFiles(folder).write(answer(setting("", 1, 5)));
        JsonNode document =
                new ObjectMapper().readTree(folder.resolve("study.json").toFile());
        assertThat(document.get("baseline").asText()).isEqualTo("baseline");
        JsonNode arm = document.at("/settings/0/arms/0");
        assertThat(arm.has("images")).isFalse();
        assertThat(arm.at("/differences/VOC").toString()).isEqualTo("{\"count\":1,\"mean\":5.0}");
        assertThat(folder.resolve("gain.svg")).doesNotExist();
    }

    private static StudyAnswer answer(Setting... settings) {
        return new StudyAnswer("baseline", 3, 12, Map.of("dog", 5), List.of(settings));
    }

    private static Setting setting(String network, double fraction, double gain) {
        Map<Measure, Spread> figures = Map.of(Measure.VOC, Spread.of(gain));
        return new Setting(
                network,
                fraction,
                List.of(new ArmFigures("full", List.of(0L), List.of(0L), figures, figures, Map.of(), null)));
    }
}
