package dev.rebox.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.check.Neighbours;
import dev.rebox.data.scenes.Scene;
import dev.rebox.data.scenes.Scenes;
import dev.rebox.data.scenes.World;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/**
 * The gain over worlds: reads the results of {@code configs/studies/scenes-dial.yaml}, prints a table with the gain that the annotations
 * foretell, and the rank correlation of the two over the worlds of likeness 1, and draws the curve.
 *
 * <pre>java -cp ... dev.rebox.study.DialCurve results/dial docs/results/dial.svg</pre>
 */
public final class DialCurve {
    private static final Pattern DRAWN =
            Pattern.compile("generated-(\\d+)-\\d+-\\d+-(\\d+)(?:-context([\\d.]+)-likeness([\\d.]+))?/");
    private static final ObjectMapper JSON = new ObjectMapper();

    private DialCurve() {}

    /** A world: what the annotations foretell, and the gain of each seed, in points. */
    private record Point(World world, Neighbours neighbours, double baseline, Spread map, Spread ap) {}

    public static void main(String[] arguments) throws IOException {
        List<Point> points = new ArrayList<>();
        try (Stream<Path> studies = Files.list(Path.of(arguments[0]))) {
            for (Path study : studies.sorted().toList()) {
                points.addAll(point(study));
            }
        }
        points.sort(Comparator.comparingDouble((Point p) -> -p.world.likeness())
                .thenComparingDouble(p -> p.world.context()));
        System.out.println("| context | likeness | share told | predicted | seeds | baseline, VOC mAP | gain, mAP | gain, COCO AP |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (Point p : points) {
            System.out.printf(
                    Locale.ROOT,
                    "| %.1f | %.1f | %.3f | %.1f | %d | %.1f | %s | %s |%n",
                    p.world.context(),
                    p.world.likeness(),
                    p.neighbours.share(),
                    p.neighbours.expectedGain(),
                    p.map.count(),
                    p.baseline,
                    text(p.map),
                    text(p.ap));
        }
        List<Point> alike = points.stream().filter(p -> p.world.likeness() == 1).toList();
        System.out.printf(
                Locale.ROOT,
                "Rank correlation of predicted and measured gain over %d worlds of likeness 1: %.2f (mAP), %.2f (COCO AP)%n",
                alike.size(),
                correlation(alike, p -> p.map.mean()),
                correlation(alike, p -> p.ap.mean()));
        draw(points, Path.of(arguments[1]));
    }

    private static String text(Spread gain) {
        Double margin = gain.margin();
        return margin == null
                ? String.format(Locale.ROOT, "%+.1f", gain.mean())
                : String.format(
                        Locale.ROOT,
                        "%+.1f [%+.1f, %+.1f]",
                        gain.mean(),
                        gain.mean() - margin,
                        gain.mean() + margin);
    }

    private static double correlation(List<Point> points, java.util.function.ToDoubleFunction<Point> gain) {
        return new SpearmansCorrelation()
                .correlation(
                        points.stream()
                                .mapToDouble(p -> p.neighbours.expectedGain())
                                .toArray(),
                        points.stream().mapToDouble(gain).toArray());
    }

    /** One, or none where no seed has both arms. */
    private static List<Point> point(Path study) throws IOException {
        Map<Long, Map<String, RunResult>> seeds = new TreeMap<>();
        try (Stream<Path> files = Files.walk(study.resolve("results"))) {
            for (Path file : files.filter(f -> f.endsWith("result.json")).toList()) {
                RunResult result = JSON.readValue(file.toFile(), RunResult.class);
                seeds.computeIfAbsent(result.seed(), seed -> new TreeMap<>()).put(result.arm(), result);
            }
        }
        List<Map<String, RunResult>> pairs =
                seeds.values().stream().filter(arms -> arms.size() == 2).toList();
        if (pairs.isEmpty()) {
            return List.of();
        }
        Matcher drawn = DRAWN.matcher(pairs.get(0).get("baseline").settings().get("data.train"));
        if (!drawn.find()) {
            throw new IllegalArgumentException(study + ": not made with generated scenes");
        }
        World world = drawn.group(3) == null
                ? World.ONLY_NEIGHBOURS
                : new World(Double.parseDouble(drawn.group(3)), Double.parseDouble(drawn.group(4)));
        return List.of(new Point(
                world,
                neighbours(Integer.parseInt(drawn.group(1)), Long.parseLong(drawn.group(2)), world),
                pairs.stream()
                        .mapToDouble(arms -> 100 * arms.get("baseline").voc().map())
                        .average()
                        .orElseThrow(),
                Spread.of(pairs.stream()
                        .mapToDouble(arms -> 100
                                * (arms.get("refinement").voc().map()
                                        - arms.get("baseline").voc().map()))
                        .toArray()),
                Spread.of(pairs.stream()
                        .mapToDouble(arms -> 100
                                * (arms.get("refinement").coco().ap()
                                        - arms.get("baseline").coco().ap()))
                        .toArray())));
    }

    /** Of the training scenes, drawn once more. */
    private static Neighbours neighbours(int images, long seed, World world) {
        long[] seeds = new SplittableRandom(seed).longs(images).toArray();
        List<Example> examples = Arrays.stream(seeds)
                .mapToObj(scene -> new Example(
                        Long.toString(scene),
                        Path.of("drawn"),
                        Scene.WIDTH,
                        Scene.HEIGHT,
                        Scene.of(scene, world).annotations()))
                .toList();
        return Neighbours.of(new Dataset("scenes", Dataset.Format.COCO, Scenes.labels(), examples));
    }

    private static void draw(List<Point> points, Path svg) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(800)
                .height(500)
                .title("What the refinement brings, by what neighbouring objects tell")
                .xAxisTitle("context: the share of lookalikes beside their own kind of neighbour, beyond chance")
                .yAxisTitle("mAP over the baseline, points (95 % over seeds)")
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotGridLinesStroke(new BasicStroke(1));
        chart.getStyler().setErrorBarsColorSeriesColor(true);
        points.stream()
                .collect(Collectors.groupingBy(p -> p.world.likeness(), TreeMap::new, Collectors.toList()))
                .descendingMap()
                .forEach((likeness, line) -> chart.addSeries(
                        likeness == 1 ? "lookalikes look the same" : "likeness " + likeness,
                        line.stream().map(p -> p.world.context()).toList(),
                        line.stream().map(p -> p.map.mean()).toList(),
                        line.stream()
                                .map(p -> p.map.margin() == null ? 0.0 : p.map.margin())
                                .toList()));
        List<Point> alike = points.stream().filter(p -> p.world.likeness() == 1).toList();
        chart.addSeries(
                "predicted from the annotations",
                alike.stream().map(p -> p.world.context()).toList(),
                alike.stream().map(p -> p.neighbours.expectedGain()).toList());
        VectorGraphicsEncoder.saveVectorGraphic(
                chart,
                svg.toString().replaceAll("\\.svg$", ""),
                VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    }
}
