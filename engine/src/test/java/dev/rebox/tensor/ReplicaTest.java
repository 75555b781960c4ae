package dev.rebox.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.junit.jupiter.api.Test;

class ReplicaTest {
    /** y = w x: the gradient of w is x. */
    @Test
    void theSameNumbersWithGradientsOfTheirOwn() {
        try (PointerScope scope = new PointerScope();
                Parameters parameters = new Parameters(new Device("cpu"), 0)) {
            Parameter w = parameters.create("w", Init.ONES, 2);
            Parameter unused = parameters.create("unused", Init.ONES, 2);
            List<Parameter> both = List.of(w, unused);
            long live = Owned.live();
            try (Replica first = new Replica(both);
                    Replica second = new Replica(both)) {
                backward(w, 1, 2);
                first.within(() -> backward(w, 10, 20));
                second.within(() -> backward(w, 100, 200));
                assertThat(gradient(w)).containsExactly(1, 2);
                assertThat(first.within(() -> gradient(w))).containsExactly(10, 20);

                Replica.addGradients(both, second, first);
                assertThat(first.within(() -> gradient(w))).containsExactly(110, 220);
                assertThat(second.within(() -> w.value().grad().defined())).isFalse();
                Replica.addGradients(both, first, null);
                assertThat(gradient(w)).containsExactly(111, 222);
                assertThat(unused.value().grad().defined()).isFalse();

                w.set(Tensors.floats(new float[] {5, 6}, parameters.device(), 2));
                assertThat(Tensors.toFloats(first.within(w::value))).containsExactly(5, 6);
            }
            assertThat(Owned.live()).isEqualTo(live);
        }
    }

    @Test
    void aGradientThatOnlyOneHasIsTakenOver() {
        try (PointerScope scope = new PointerScope();
                Parameters parameters = new Parameters(new Device("cpu"), 0)) {
            Parameter w = parameters.create("w", Init.ONES, 2);
            try (Replica replica = new Replica(List.of(w))) {
                replica.within(() -> backward(w, 3, 4));
                Replica.addGradients(List.of(w), replica, null);
            }
            assertThat(gradient(w)).containsExactly(3, 4);
        }
    }

    private static boolean backward(Parameter w, float... x) {
        w.value().mul(Tensors.floats(x, new Device("cpu"), x.length)).sum().backward();
        return true;
    }

    private static float[] gradient(Parameter w) {
        return Tensors.toFloats(w.value().grad());
    }
}
