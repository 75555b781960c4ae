package dev.rebox.cli;

import dev.rebox.evaluate.Evaluation;
import dev.rebox.evaluate.Percent;
import dev.rebox.run.StepReport;
import dev.rebox.train.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Training on standard error: a bar with losses and time left on a terminal, plain lines elsewhere. */
final class TerminalProgress implements Progress {
    private static final double FORGET = 0.05;
    private static final int LINES = 100;

    private final String name;
    private final boolean bars;
    private final StopRequest stop;
    private @Nullable ProgressBar bar;
    private long steps;
    private long first;
    private long began;
    private double smoothed = Double.NaN;

    TerminalProgress() {
        this("", System.console() != null, StopRequest.listen());
    }

    /**
     * For one of several trainings at the same time, which a bar could not show.
     *
     * @param name that its lines begin with
     * @param stop one for all
     */
    TerminalProgress(String name, StopRequest stop) {
        this(name + ": ", false, stop);
    }

    private TerminalProgress(String name, boolean bars, StopRequest stop) {
        this.name = name;
        this.bars = bars;
        this.stop = stop;
    }

    @Override
    public void started(long step, long total) {
        steps = total;
        first = step;
        began = System.nanoTime();
        if (bars) {
            bar = new ProgressBarBuilder()
                    .setTaskName("training")
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(500)
                    .startsFrom(step, Duration.ZERO)
                    .build();
        }
    }

    @Override
    public void step(StepReport report) {
        smoothed = Double.isNaN(smoothed) ? report.total() : smoothed + FORGET * (report.total() - smoothed);
        if (bar != null) {
            bar.stepTo(report.step());
            bar.setExtraMessage(String.format(Locale.ROOT, " loss %.3f", smoothed));
        } else if (report.step() % Math.max(1, steps / LINES) == 0 || report.step() == steps) {
            System.err.printf(
                    Locale.ROOT,
                    "%sstep %d of %d  loss %.3f  %.3f s a step  %s left  (%s)%n",
                    name,
                    report.step(),
                    steps,
                    smoothed,
                    perStep(report),
                    left(report),
                    described(report));
        }
    }

    private double perStep(StepReport report) {
        return (System.nanoTime() - began) / 1e9 / (report.step() - first);
    }

    private String left(StepReport report) {
        Duration left = Duration.ofSeconds((long) (perStep(report) * (steps - report.step())));
        return String.format(Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart());
    }

    @Override
    public void replanned(long total) {
        steps = total;
        if (bar != null) {
            bar.maxHint(total);
        }
    }

    /** A loss of nothing may be a zero with a sign. */
    private static String loss(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.equals("-0.000") ? "0.000" : text;
    }

    private static String described(StepReport report) {
        StringBuilder text = new StringBuilder();
        report.losses().forEach((name, value) -> text.append(text.isEmpty() ? "" : ", ")
                .append(name)
                .append(' ')
                .append(loss(value)));
        return text.toString();
    }

    @Override
    public void evaluated(long step, String set, Evaluation evaluation) {
        System.err.printf(
                Locale.ROOT,
                "%n%safter %d steps, %s: VOC mAP %s, COCO AP %s, AP50 %s%n",
                name,
                step,
                set,
                Percent.of(evaluation.requireVoc().map(), 1),
                Percent.of(evaluation.requireCoco().ap(), 1),
                Percent.of(evaluation.requireCoco().ap50(), 1));
        if (evaluation.auxiliary() != null) {
            System.err.println(name
                    + evaluation.auxiliary().entrySet().stream()
                            .map(e -> e.getKey().title() + " " + Percent.of(e.getValue(), 1))
                            .collect(Collectors.joining(", ")));
        }
    }

    @Override
    public boolean stopAsked() {
        return stop.asked();
    }

    @Override
    public void ended() {
        if (bar != null) {
            bar.close();
        }
    }
}
