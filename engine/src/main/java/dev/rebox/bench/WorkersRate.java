package dev.rebox.bench;

import dev.rebox.tensor.Engine;
import dev.rebox.tensor.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What a number of workers does. */
public record WorkersRate(int workers, Rates baseline, Rates method) {
    /** Images that are looked at for each worker where many are. */
    private static final int MANY = 4;

    /**
     * Images a second, from median times.
     *
     * @param training in steps of several images
     * @param many predictions of many images
     * @param one predictions of images that come one by one
     */
    public record Rates(double training, double many, double one) {}

    /** Every number of workers in turn, and that again, so that a slow moment of the machine hits all. */
    static List<WorkersRate> measured(Subject baseline, Subject method, Bench.Setting setting) {
        int most = Workers.count();
        List<Integer> counts = IntStream.iterate(1, count -> count < most, count -> 2 * count)
                .boxed()
                .toList();
        if (counts.isEmpty()) {
            return List.of();
        }
        counts = new ArrayList<>(counts);
        counts.add(most);
        List<Measured> all = counts.stream()
                .map(count -> new Measured(count, new Times(baseline), new Times(method)))
                .toList();
        try {
            for (int i = 0; i < Bench.WARMUPS + setting.steps(); i++) {
                for (Measured one : all) {
                    Engine.workers(one.workers);
                    one.baseline.measure(setting.batch(), MANY * most);
                    one.method.measure(setting.batch(), MANY * most);
                }
            }
        } finally {
            Engine.workers(most);
        }
        return all.stream()
                .map(one -> new WorkersRate(
                        one.workers,
                        one.baseline.rates(setting.batch(), MANY * most),
                        one.method.rates(setting.batch(), MANY * most)))
                .toList();
    }

    private record Measured(int workers, Times baseline, Times method) {}

    /** The times of a detector with one number of workers. */
    private static final class Times {
        private record Round(double training, double many, double one) {}

        private final Subject subject;
        private final List<Round> rounds = new ArrayList<>();

        Times(Subject subject) {
            this.subject = subject;
        }

        void measure(int batch, int many) {
            rounds.add(new Round(subject.step(batch), subject.detectMany(many), subject.detectOne()));
        }

        Rates rates(int batch, int many) {
            return new Rates(batch / median(Round::training), many / median(Round::many), 1 / median(Round::one));
        }

        private double median(ToDoubleFunction<Round> part) {
            return Median.of(rounds.stream().skip(Bench.WARMUPS).mapToDouble(part));
        }
    }
}
