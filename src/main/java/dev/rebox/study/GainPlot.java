package dev.rebox.study;

import dev.rebox.error.ReboxException;
import dev.rebox.study.StudyAnswer.Setting;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** The gain in mAP over the baseline against the fraction of the labels, a line an arm, with the intervals over seeds. */
final class GainPlot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;

    private GainPlot() {}

    /** As SVG; empty where there is no arm with gains at two fractions. */
    static Optional<String> svg(StudyAnswer answer, String network) {
        return Optional.of(chart(answer, network))
                .filter(chart -> !chart.getSeriesMap().isEmpty())
                .map(GainPlot::svg);
    }

    static XYChart chart(StudyAnswer answer, String network) {
        List<Setting> settings = answer.settings().stream()
                .filter(setting -> setting.network().equals(network))
                .toList();
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Gain over " + answer.baseline() + (network.isEmpty() ? "" : ", " + network))
                .xAxisTitle("percent of the labels")
                .yAxisTitle("mAP, difference in points")
                .build();
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotGridLinesStroke(new BasicStroke(1)); // SVG draws each dash of a broken line
        settings.stream()
                .flatMap(setting -> setting.arms().stream())
                .map(ArmFigures::arm)
                .distinct()
                .forEach(arm -> addLine(chart, arm, settings));
        return chart;
    }

    private static void addLine(XYChart chart, String arm, List<Setting> settings) {
        List<Double> fractions = new ArrayList<>();
        List<Double> gains = new ArrayList<>();
        List<Double> margins = new ArrayList<>();
        settings.stream()
                .sorted((a, b) -> Double.compare(a.fraction(), b.fraction()))
                .forEach(setting -> setting.arms().stream()
                        .filter(figures -> figures.arm().equals(arm))
                        .map(figures -> figures.differences().get(Measure.VOC))
                        .filter(gain -> gain != null)
                        .forEach(gain -> {
                            fractions.add(100 * setting.fraction());
                            gains.add(gain.mean());
                            margins.add(gain.margin() == null ? 0 : gain.margin());
                        }));
        if (fractions.size() > 1) {
            chart.addSeries(arm, fractions, gains, margins);
        }
    }

    private static String svg(XYChart chart) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new ReboxException("the plot cannot be drawn: " + e.getMessage(), e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
