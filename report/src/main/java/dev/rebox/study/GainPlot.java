package dev.rebox.study;

import dev.rebox.error.ReboxException;
import dev.rebox.study.StudyAnswer.Setting;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** The gain in mAP over the baseline against the fraction of the labels, a line an arm, with the intervals over seeds. */
final class GainPlot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;
    /** Arms stand beside each other, so that their intervals do not hide each other. */
    private static final double BESIDE = 1.03;

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
                .xAxisTitle("percent of the labels (" + fractions(settings) + ")")
                .yAxisTitle("mAP, difference in points")
                .build();
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotGridLinesStroke(new BasicStroke(1)); // SVG draws each dash of a broken line
        chart.getStyler().setErrorBarsColorSeriesColor(true);
        settings.stream()
                .flatMap(setting -> setting.arms().stream())
                .map(ArmFigures::arm)
                .distinct()
                .forEach(arm -> addLine(chart, arm, settings));
        return chart;
    }

    /** The fractions, rising, as in {@code 10%, 25%, 100%}. */
    private static String fractions(List<Setting> settings) {
        return settings.stream()
                .sorted(Comparator.comparingDouble(Setting::fraction))
                .map(Setting::percent)
                .collect(Collectors.joining(", "));
    }

    private static void addLine(XYChart chart, String arm, List<Setting> settings) {
        double beside = Math.pow(BESIDE, chart.getSeriesMap().size());
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
                            fractions.add(100 * setting.fraction() * beside);
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
