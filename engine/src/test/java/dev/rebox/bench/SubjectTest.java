package dev.rebox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.TestModels;
import dev.rebox.auxiliary.Tasks;
import dev.rebox.box.Box;
import dev.rebox.config.Config;
import dev.rebox.data.Annotation;
import dev.rebox.data.loader.Sample;
import dev.rebox.tensor.Profile;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SubjectTest {
    private static final Config BASELINE = TestModels.config("regions=8");

    private static Sample noise(Config config) {
        return NoiseSample.of(96, 64, 3, 2, Tasks.labels(config.model()));
    }

    private static Cost measure(Config config) {
        try (Subject subject = new Subject(config, noise(config), 2)) {
            for (int i = 0; i < 2; i++) {
                subject.step();
                subject.predict();
            }
            return subject.cost(1, 100);
        }
    }

    @Test
    void theNoiseHasItsBoxesInsideTheImageAndIsAlwaysTheSame() {
        List<Annotation> boxes = noise(BASELINE).example().annotations();
        assertThat(boxes).hasSize(3).allSatisfy(a -> {
            assertThat(a.label()).isBetween(1, 2);
            assertThat(a.box().isEmpty()).isFalse();
            assertThat(a.box()).isEqualTo(a.box().clip(96, 64));
        });
        assertThat(noise(BASELINE).example()).isEqualTo(noise(BASELINE).example());
        assertThat(noise(BASELINE).image().rgb())
                .isEqualTo(noise(BASELINE).image().rgb());
        assertThat(boxes).extracting(Annotation::box).doesNotContain(new Box(0, 0, 96, 64));
    }

    @Test
    void aStepCostsMoreThanAPredictionAndTheWayBackMoreThanTheWayThere() {
        Cost cost = measure(BASELINE);
        assertThat(cost.prediction().multiplyAdds()).isPositive();
        assertThat(cost.prediction().stages()).doesNotContainKey(Profile.BACKWARD);
        long back = cost.trainStep().stages().get(Profile.BACKWARD).multiplyAdds();
        assertThat(back).isGreaterThan(cost.trainStep().multiplyAdds() - back);
        assertThat(cost.trainStep().stages()).containsKeys("clip", "optimiser");
        // two operations a multiply-add, of a peak of 100 billion a second
        Cost.Part step = cost.trainStep();
        assertThat(step.share() * step.seconds() * 100e9 / 2)
                .isCloseTo(step.multiplyAdds(), Percentage.withPercentage(1e-6));
    }

    @Test
    void theTasksOfTheMethodCostMultiplyAdds() {
        Cost method = measure(TestModels.config("regions=8", "auxiliary=[closeness]", "refinement=true"));
        assertThat(method.trainStep().multiplyAdds())
                .isGreaterThan(measure(BASELINE).trainStep().multiplyAdds());
    }
}
