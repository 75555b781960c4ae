package dev.rebox.data.check;

import dev.rebox.data.Dataset;
import dev.rebox.data.Datasets;
import dev.rebox.data.Example;
import dev.rebox.data.LazyExamples;
import dev.rebox.data.OpenOptions;
import dev.rebox.data.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Looks for faults in data sets. */
public final class Check {
    /** The share of boxes that is told before a training, which a full check tells in any case. */
    private static final double WORTH_A_WORD = 0.05;

    private Check() {}

    /**
     * All that was found.
     *
     * @param data what could be read
     * @param problems errors first
     * @param reach the sizes and anchors that boxes were judged with
     */
    public record Report(Dataset data, List<Problem> problems, Statistics statistics, AnchorReach reach) {
        public boolean hasErrors() {
            return problems.stream().anyMatch(Problem::isError);
        }
    }

    /** What is told without decoding an image: files, sizes, boxes, classes. Errors come first. */
    public static List<Problem> cheap(Dataset data) {
        return sorted(problems(data, ImageChecks.all(data, false), AnchorReach.STANDARD));
    }

    /**
     * Everything, every image decoded, the splits of a folder compared with each other.
     *
     * @param spec a data set's address; the parts that {@code +} joins should have no image in common
     * @param reach the sizes and anchors of the training that is meant
     */
    public static Report full(String spec, OpenOptions options, AnchorReach reach) {
        List<Problem> problems = new ArrayList<>();
        List<Dataset> parts = Datasets.openParts(spec, options, problems::add);
        Dataset data = Datasets.join(parts);
        List<ImageChecks> images = ImageChecks.all(data, true);
        problems.addAll(problems(data, images, reach));
        problems.addAll(DuplicateImages.of(parts));
        problems.addAll(inTwoSplits(Datasets.splits(spec, options)));
        return new Report(
                data, sorted(problems.stream().distinct().toList()), Statistics.of(sized(data, images), reach), reach);
    }

    /** What of a usable data set cannot teach a detector of these sizes and anchors, where it is more than a few boxes. */
    public static List<Problem> teachable(Dataset data, AnchorReach reach) {
        return Teachable.problems(data, reach, WORTH_A_WORD);
    }

    /** Images that two data sets have in common, as a training and a test set must not: each is an error. */
    public static List<Problem> overlap(Dataset one, Dataset other) {
        return DuplicateImages.of(List.of(one, other)).stream()
                .filter(p -> p.kind() == Problem.Kind.IMAGE_IN_TWO_SPLITS)
                .toList();
    }

    private static List<Problem> problems(Dataset data, List<ImageChecks> images, AnchorReach reach) {
        List<Problem> problems = new ArrayList<>();
        BoxChecks boxes = new BoxChecks(data.format());
        for (ImageChecks image : images) {
            problems.addAll(image.problems());
            problems.addAll(boxes.of(image.example(), image.width(), image.height()));
        }
        problems.addAll(SetChecks.of(data, images));
        problems.addAll(Teachable.problems(sized(data, images), reach));
        return problems;
    }

    /** With the sizes of the images' files where the annotations have none. */
    private static Dataset sized(Dataset data, List<ImageChecks> images) {
        List<Example> examples = data.examples() instanceof LazyExamples
                ? LazyExamples.of(images.size(), i -> images.get(i).sized())
                : images.stream().map(ImageChecks::sized).toList();
        return data.withExamples(examples);
    }

    /** The lists of splits against each other; {@code trainval} contains two others by its meaning. */
    private static List<Problem> inTwoSplits(Map<String, List<String>> splits) {
        List<Problem> problems = new ArrayList<>();
        List<String> names = List.copyOf(splits.keySet());
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                String a = names.get(i);
                String b = names.get(j);
                String folder = a.substring(0, a.lastIndexOf(':'));
                boolean contained = (a.endsWith(":trainval") || b.endsWith(":trainval"))
                        && !a.endsWith(":test")
                        && !b.endsWith(":test");
                if (contained || !b.startsWith(folder + ":")) {
                    continue;
                }
                if (Objects.equals(splits.get(a), splits.get(b))) {
                    problems.add(new Problem(
                            null,
                            null,
                            0,
                            Problem.Kind.IMAGE_IN_TWO_SPLITS,
                            a + " and " + b + " are the same images: what is measured on one of them says nothing about"
                                    + " others after training on the other",
                            Problem.Severity.WARNING));
                    continue;
                }
                Set<String> ids = new HashSet<>(splits.getOrDefault(a, List.of()));
                splits.getOrDefault(b, List.of()).stream()
                        .filter(ids::contains)
                        .forEach(id -> problems.add(new Problem(
                                id,
                                null,
                                0,
                                Problem.Kind.IMAGE_IN_TWO_SPLITS,
                                "it is listed in " + a + " and in " + b,
                                Problem.Severity.ERROR)));
            }
        }
        return problems;
    }

    private static List<Problem> sorted(List<Problem> problems) {
        return problems.stream()
                .sorted((a, b) -> Boolean.compare(b.isError(), a.isError()))
                .toList();
    }
}
