package dev.rebox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class ProfileTest {
    static {
        Engine.load();
    }

    /** A layer of 3 x 2 weights on four rows: 24 multiply-adds. */
    private static void layer(boolean inputNeedsGradient) {
        try (PointerScope scope = new PointerScope();
                Parameters parameters = new Parameters(Engine.device("cpu"), 1)) {
            Linear linear = new Linear(parameters, "fc", 3, 2, Init.ONES);
            Tensor x = torch.ones(4, 3);
            x.set_requires_grad(inputNeedsGradient);
            linear.forward(x);
        }
    }

    @Test
    void multiplyAddsAreCountedByStageAndForEachGradient() {
        Profile profile = Profile.of(() -> {
            Profile.stage("first", () -> layer(false));
            Profile.stage("second", () -> layer(true));
        });
        // the way back: by the weight twice, by the input once
        assertThat(profile.multiplyAdds())
                .containsOnly(entry("first", 24L), entry("second", 24L), entry(Profile.BACKWARD, 72L));
        assertThat(profile.work()).isEqualTo(5 * 24);
    }

    @Test
    void withoutAGraphThereIsNoWayBack() {
        Profile profile = Profile.of(() -> {
            try (NoGradGuard noGraph = new NoGradGuard()) {
                layer(false);
            }
        });
        assertThat(profile.multiplyAdds()).containsOnly(entry("other", 24L));
    }

    @Test
    void aStageWithinAStageCountsForItself() {
        Profile profile = Profile.of(() -> Profile.stage("around", () -> {
            Profile.stage("inside", () -> layer(false));
            layer(false);
            return null;
        }));
        assertThat(profile.multiplyAdds()).containsEntry("around", 24L).containsEntry("inside", 24L);
        assertThat(profile.seconds()).containsOnlyKeys("other", "around", "inside");
    }

    @Test
    void aStageThatFailsIsLeftAndTheRecordingEnds() {
        assertThatThrownBy(() -> Profile.of(() -> Profile.stage("bad", () -> {
                    throw new IllegalStateException("as asked");
                })))
                .hasMessage("as asked");
        assertThat(Profile.stage("nobody records", () -> 5)).isEqualTo(5);
        assertThat(Profile.of(() -> layer(false)).multiplyAdds()).containsKey("other");
    }
}
