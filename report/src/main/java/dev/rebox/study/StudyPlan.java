package dev.rebox.study;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.error.ConfigException;
import dev.rebox.error.Nearest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a study compares: every arm with every seed, fraction of the labels and network.
 *
 * @param budget time after which the study stops in order; empty: none
 * @param processes that work on it side by side
 * @param baseline the arm that the others are compared to
 * @param scenes generated scenes to train on, where the study brings no data of its own
 * @param common settings of all runs
 * @param given settings from the command line, which win over all but the arms'
 */
public record StudyPlan(
        Path out,
        Optional<Duration> budget,
        int processes,
        List<Long> seeds,
        List<Fraction> fractions,
        List<Variant> networks,
        List<Variant> arms,
        String baseline,
        Optional<GeneratedScenes> scenes,
        Variant common,
        List<String> given) {

    /** A fraction of the training images, 0..1, with settings of its own such as fewer steps. */
    record Fraction(double share, Variant settings) {
        /** As in {@code 10%}. */
        String percent() {
            return percent(share);
        }

        /** A share as people write it: 0.07 times 100 is not 7 in binary, but 7% is meant. */
        static String percent(double share) {
            return BigDecimal.valueOf(share)
                            .movePointRight(2)
                            .stripTrailingZeros()
                            .toPlainString() + "%";
        }
    }

    public StudyPlan {
        List<String> names = arms.stream().map(Variant::name).toList();
        if (!names.contains(baseline)) {
            throw new ConfigException("baseline: '" + baseline + "' is not one of the study's arms."
                    + Nearest.hint(baseline, names) + " Arms: " + String.join(", ", names));
        }
    }

    /**
     * Every run, seed by seed: so that a study that is cut short has compared all arms on the first seeds.
     *
     * @throws ConfigException for settings that contradict each other
     */
    List<StudyRun> runs() {
        List<StudyRun> runs = new ArrayList<>();
        for (long seed : seeds) {
            for (Variant network : networks) {
                for (Fraction fraction : fractions) {
                    for (Variant arm : arms) {
                        runs.add(run(seed, network, fraction, arm));
                    }
                }
            }
        }
        return runs;
    }

    private StudyRun run(long seed, Variant network, Fraction fraction, Variant arm) {
        String id = (network.name().isEmpty() ? "" : network.name() + "-") + arm.name() + "-"
                + fraction.percent().replace("%", "pct") + "-seed" + seed;
        List<String> pairs = new ArrayList<>(common.pairs());
        pairs.addAll(network.pairs());
        pairs.addAll(fraction.settings().pairs());
        pairs.addAll(given);
        pairs.addAll(arm.pairs());
        pairs.add("train.seed=" + seed);
        pairs.add("data.fraction=" + fraction.share());
        pairs.add("out=" + out.resolve("runs").resolve(id));
        pairs.add("resume=true");
        scenes.ifPresent(own -> pairs.addAll(own.pairs(own.folder(out), ConfigReader.read(pairs))));
        Config config = ConfigReader.read(pairs);
        if (config.data().train() == null || config.data().test() == null) {
            throw new ConfigException("a study needs data.train and data.test: say them under 'common', or as"
                    + " data.train=PATH[:SPLIT] data.test=PATH[:SPLIT].");
        }
        return new StudyRun(id, network.name(), fraction.share(), arm.name(), seed, config);
    }
}
