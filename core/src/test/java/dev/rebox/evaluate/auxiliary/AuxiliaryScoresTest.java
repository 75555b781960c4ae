package dev.rebox.evaluate.auxiliary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuxiliaryScoresTest {
    @Test
    void windowsAreRankedForEachClassThatSomeWindowShows() {
        float[][] labels = {{.5f, .5f, 0, 0}, {0, .2f, .8f, 0}, {1, 0, 0, 0}};
        // class 1 ranks windows 1, 3, 2: hits at 1 and 3, precision 1 and 2/3. class 2 ranks window 2 first: 1
        float[][] predicted = {{0, .9f, .1f, .4f}, {0, .1f, .7f, .4f}, {0, .5f, .2f, .4f}};
        assertThat(MultiObjectScore.meanAveragePrecision(predicted, labels))
                .isEqualTo(((1 + 2. / 3) / 2 + 1) / 2, within(1e-12));
        assertThat(MultiObjectScore.meanAveragePrecision(new float[][] {{1, 0}}, new float[][] {{1, 0}}))
                .isEqualTo(-1);
        assertThat(MultiObjectScore.meanAveragePrecision(new float[0][], new float[0][]))
                .isEqualTo(-1);
    }

    @Test
    void theNearestClassIsAgreedOnLeavingTheBackgroundAside() {
        float[][] labels = {{0, .6f, .4f}, {0, .4f, .6f}, {1, 0, 0}, {0, .5f, .5f}};
        float[][] predicted = {{9, 2, 1}, {9, 2, 1}, {0, 2, 1}, {0, 1, 2}};
        // right, wrong, not counted, right since both are nearest
        assertThat(ClosenessScore.topOneAgreement(predicted, labels)).isEqualTo(2 / 3.);
        assertThat(ClosenessScore.topOneAgreement(new float[][] {{0, 1}}, new float[][] {{1, 0}}))
                .isEqualTo(-1);
    }

    @Test
    void foregroundIsMeasuredByCells() {
        float[][] predicted = {{.5f, .4f, .9f, .1f}};
        float[][] labels = {{1, 1, 0, 0}};
        assertThat(ForegroundScore.accuracy(predicted, labels)).isEqualTo(2 / 4.);
        assertThat(ForegroundScore.iou(predicted, labels)).isEqualTo(1 / 3.);
        assertThat(ForegroundScore.accuracy(new float[1][2], new float[1][2])).isEqualTo(1);
        assertThat(ForegroundScore.iou(new float[1][2], new float[1][2])).isEqualTo(-1);
    }

    @Test
    void figuresAreWrittenAndReadByTheirNames() throws Exception {
        ObjectMapper json = new ObjectMapper();
        Map<AuxiliaryFigure, Double> figures = new LinkedHashMap<>();
        figures.put(AuxiliaryFigure.named("closenessTop1"), .25);
        figures.put(AuxiliaryFigure.named("foregroundIoU"), -1.0);
        String written = json.writeValueAsString(figures);
        assertThat(written).isEqualTo("{\"closenessTop1\":0.25,\"foregroundIoU\":-1.0}");
        assertThat(json.readValue(written, new TypeReference<Map<AuxiliaryFigure, Double>>() {}))
                .isEqualTo(figures);
    }

    @Test
    void predictionsAndLabelsMustBelongTogether() {
        assertThatThrownBy(() -> MultiObjectScore.meanAveragePrecision(new float[2][3], new float[1][3]))
                .hasMessage("2 predictions but 1 labels");
    }
}
