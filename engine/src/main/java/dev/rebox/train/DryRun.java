package dev.rebox.train;

import dev.rebox.config.TrainConfig;
import dev.rebox.data.Dataset;
import dev.rebox.data.Example;
import dev.rebox.data.image.ResizeRule;
import dev.rebox.data.loader.Batch;
import dev.rebox.data.loader.Loader;
import dev.rebox.data.loader.LoaderOptions;
import dev.rebox.error.DataException;
import dev.rebox.model.Model;
import dev.rebox.optim.Gradients;
import dev.rebox.region.PaddedSize;
import dev.rebox.tensor.Parameter;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Before the first step a batch of each padded size goes through the network and back, the largest first and as large as
 * augmentation can make it, and nothing is learned from it: what does not fit into memory shows now and not in the night, and memory is flat from then on, since
 * the engine has its kernels for every size.
 */
final class DryRun {
    private static final Logger LOG = LoggerFactory.getLogger(DryRun.class);

    private DryRun() {}

    /** Leaves parameters, gradients and every source of chance as they were. @param most sizes tried, the largest ones */
    static void run(Model model, Dataset data, LoaderOptions options, Progress progress, int most) {
        List<Example> examples = oneOfEachSize(data.examples(), options.resize()).stream()
                .limit(most)
                .toList();
        long began = System.nanoTime();
        int done = 0;
        for (Example example : examples) {
            if (progress.stopAsked()) {
                return;
            }
            step(
                    model,
                    data.withExamples(List.of(example)),
                    done == 0 ? options.largest() : options.withoutAugmentation());
            double seconds = (System.nanoTime() - began) / 1e9;
            if (++done == 1 && seconds > 1 && examples.size() > 1) {
                LOG.info(
                        "Each of the {} sizes of images is tried once, about {} s: what does not fit into memory shows now.",
                        examples.size(),
                        Math.round(seconds * examples.size()));
            }
        }
    }

    /** The first example of each padded size, the largest size first; those of unknown size are left out. */
    static Collection<Example> oneOfEachSize(List<Example> examples, ResizeRule rule) {
        Map<List<Integer>, Example> first = new LinkedHashMap<>();
        Comparator<Map.Entry<List<Integer>, Example>> byArea =
                Comparator.comparingInt(e -> e.getKey().get(0) * e.getKey().get(1));
        for (Example example : examples) {
            if (example.width() > 0 && example.height() > 0) {
                ResizeRule.Target seen = rule.of(example.width(), example.height());
                PaddedSize frame = PaddedSize.around(new int[] {seen.width()}, new int[] {seen.height()});
                first.putIfAbsent(List.of(frame.width(), frame.height()), example);
            }
        }
        return first.entrySet().stream()
                .sorted(byArea.reversed())
                .map(Map.Entry::getValue)
                .toList();
    }

    private static void step(Model model, Dataset one, LoaderOptions options) {
        TrainConfig train = model.config().train();
        List<Parameter> trained = model.detector().parameters().trained();
        try (Loader loader = new Loader(one, options.withBatch(1), 0, 1);
                PointerScope scope = new PointerScope()) {
            Batch batch = loader.next();
            model.detector()
                    .losses(
                            Collections.nCopies(train.batch(), batch.samples().get(0)),
                            train.regions(),
                            train.precision(),
                            new SplittableRandom(train.seed()))
                    .total()
                    .backward();
        } catch (DataException e) {
            LOG.debug(
                    "{} is not tried: {}", one.examples().get(0).id(), e.getMessage()); // training tells it in its turn
        } finally {
            Gradients.clear(trained);
        }
    }
}
