package dev.rebox.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the finished runs of a study say; as JSON, the document that {@code rebox study --json} prints.
 *
 * @param baseline the arm that the others are compared to
 * @param finished runs
 * @param runs of the whole plan
 * @param testBoxes objects to be found in the test set, by class
 * @param settings one for each network and fraction of the labels with a finished run
 */
public record StudyAnswer(
        String baseline, int finished, int runs, Map<String, Integer> testBoxes, List<Setting> settings) {

    /** What was reached with one network and one fraction of the labels. */
    public record Setting(String network, double fraction, List<ArmFigures> arms) {
        /** In words: {@code resnet50, 10% of the labels}. */
        String title() {
            return (network.isEmpty() ? "" : network + ", ") + percent() + " of the labels";
        }

        String percent() {
            return StudyPlan.Fraction.percent(fraction);
        }
    }

    /** The tables, as Markdown. */
    public String markdown() {
        return AnswerFiles.markdown(this);
    }

    static StudyAnswer of(StudyPlan plan, List<RunResult> results, ImageIntervals intervals) {
        Map<String, List<RunResult>> groups = new LinkedHashMap<>();
        for (Variant network : plan.networks()) {
            for (StudyPlan.Fraction fraction : plan.fractions()) {
                List<RunResult> group = results.stream()
                        .filter(r -> r.network().equals(network.name()) && r.fraction() == fraction.share())
                        .toList();
                if (!group.isEmpty()) {
                    groups.put(network.name() + " " + fraction.share(), group);
                }
            }
        }
        List<Setting> settings = new ArrayList<>();
        for (List<RunResult> group : groups.values()) {
            List<RunResult> baseline = ofArm(group, plan.baseline());
            List<ArmFigures> arms = plan.arms().stream()
                    .map(Variant::name)
                    .filter(arm -> !ofArm(group, arm).isEmpty())
                    .map(arm -> ArmFigures.of(arm, ofArm(group, arm), baseline, intervals))
                    .toList();
            settings.add(new Setting(group.get(0).network(), group.get(0).fraction(), arms));
        }
        return new StudyAnswer(
                plan.baseline(),
                results.size(),
                plan.runs().size(),
                results.get(0).testBoxes(),
                settings);
    }

    private static List<RunResult> ofArm(List<RunResult> group, String arm) {
        return group.stream().filter(result -> result.arm().equals(arm)).toList();
    }
}
