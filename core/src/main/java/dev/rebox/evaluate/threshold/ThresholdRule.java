package dev.rebox.evaluate.threshold;

import dev.rebox.error.ConfigException;
import dev.rebox.evaluate.errors.ScoreCurve;

/** By what the threshold of a class is chosen. */
public sealed interface ThresholdRule {
    /** The point of the curve to take, or -1 where none keeps the rule. */
    int point(ScoreCurve curve);

    /** In words. */
    String words();

    /** The best F1. */
    record BestF1() implements ThresholdRule {
        @Override
        public int point(ScoreCurve curve) {
            return curve.best();
        }

        @Override
        public String words() {
            return "best F1";
        }
    }

    /** The lowest threshold with at least this precision, which finds most. */
    record AtPrecision(double precision) implements ThresholdRule {
        public AtPrecision {
            share("--precision", precision);
        }

        @Override
        public int point(ScoreCurve curve) {
            for (int i = curve.score().length - 1; i >= 0; i--) { // from the lowest score up
                if (curve.precision()[i] >= precision) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public String words() {
            return "the lowest with a precision of " + precision;
        }
    }

    /** The highest threshold with at least this recall, which is wrong least. */
    record AtRecall(double recall) implements ThresholdRule {
        public AtRecall {
            share("--recall", recall);
        }

        @Override
        public int point(ScoreCurve curve) {
            for (int i = 0; i < curve.score().length; i++) {
                if (curve.recall()[i] >= recall) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public String words() {
            return "the highest with a recall of " + recall;
        }
    }

    private static void share(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new ConfigException(name + ": " + value + " is not above 0 and at most 1");
        }
    }
}
