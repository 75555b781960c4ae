package dev.rebox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    private final int before = Workers.count();

    @AfterEach
    void reset() {
        Workers.count(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void resultsComeInOrderHoweverManyWork(int workers) {
        Workers.count(workers);
        List<Supplier<Integer>> parts = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> parts.add(() -> i * i));
        assertThat(Workers.all(parts))
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> i * i).toList());
        List<Integer> consumed = new ArrayList<>();
        Workers.inOrder(IntStream.range(0, 50).iterator(), i -> i + 100, consumed::add);
        assertThat(consumed)
                .containsExactlyElementsOf(IntStream.range(100, 150).boxed().toList());
    }

    /** Three meet at a barrier that opens for three: fewer at a time would wait for ever. */
    @Test
    void theyWorkAtTheSameTime() {
        Workers.count(3);
        CyclicBarrier barrier = new CyclicBarrier(3);
        Supplier<Integer> part = () -> met(barrier);
        assertThat(Workers.all(List.of(part, part, part))).containsExactlyInAnyOrder(0, 1, 2);
        List<Integer> met = new ArrayList<>();
        Workers.inOrder(List.of(1, 2, 3).iterator(), item -> met(barrier), met::add);
        assertThat(met).containsExactlyInAnyOrder(0, 1, 2);
    }

    private static int met(CyclicBarrier barrier) {
        try {
            return barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPartIsNotSplitAgainAndComputesAlone() {
        Workers.count(4);
        Supplier<List<Object>> part = () -> {
            Thread here = Thread.currentThread();
            Supplier<Object> inner = Thread::currentThread;
            List<Object> seen = new ArrayList<>(Workers.all(List.of(inner, inner, inner, inner)));
            seen.removeIf(here::equals);
            seen.add(torch.get_num_threads());
            return seen;
        };
        assertThat(Workers.all(List.of(part, part, part, part))).allMatch(seen -> seen.equals(List.of(1)));
    }

    @Test
    void whatAPartThrowsIsThrownWhenTheOthersHaveEnded() {
        Workers.count(2);
        AtomicInteger ended = new AtomicInteger();
        List<Supplier<Integer>> parts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            parts.add(() -> {
                if (number == 3) {
                    throw new IllegalArgumentException("part 3");
                }
                return ended.incrementAndGet();
            });
        }
        assertThatThrownBy(() -> Workers.all(parts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("part 3");
        assertThat(ended).hasValue(9);
        assertThatThrownBy(() -> Workers.inOrder(IntStream.range(0, 9).iterator(), i -> i, i -> {
                    if (i == 4) {
                        throw new IllegalStateException("stop at " + i);
                    }
                }))
                .hasMessage("stop at 4");
    }

    @Test
    void tensorsBelongToTheScopeOfWhoAsksAndHaveItsGraph() {
        Workers.count(2);
        long live = Owned.live();
        try (PointerScope scope = new PointerScope()) {
            Tensor leaf = torch.ones(3).requires_grad_(true);
            List<Tensor> made = Workers.tensors(List.of(() -> leaf.mul(leaf), () -> leaf.add(leaf)));
            assertThat(made).allMatch(Tensor::requires_grad);
            made.get(0).add(made.get(1)).sum().backward();
            assertThat(Tensors.toFloats(leaf.grad())).containsExactly(4, 4, 4);
            try (NoGradGuard noGraph = new NoGradGuard()) {
                List<Tensor> fixed = Workers.tensors(List.of(() -> leaf.mul(leaf), () -> leaf.mul(leaf)));
                assertThat(fixed).noneMatch(Tensor::requires_grad);
                assertThat(GradMode.is_enabled()).isFalse();
            }
            assertThat(GradMode.is_enabled()).isTrue();
        }
        assertThat(Owned.live()).isEqualTo(live);
    }

    /** Part 1 of three fails: what parts 0 and 2 made is freed, with a scope around and without. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatTheOthersMadeIsFreedWhereAPartFails(int workers) {
        Workers.count(workers);
        List<Tensor> made = Collections.synchronizedList(new ArrayList<>());
        Supplier<Tensor> good = () -> {
            Tensor tensor = torch.ones(3);
            made.add(tensor);
            return tensor;
        };
        Supplier<Tensor> bad = () -> {
            throw new IllegalArgumentException("part 1");
        };
        assertThatThrownBy(() -> Workers.tensors(List.of(good, bad, good))).hasMessage("part 1");
        try (PointerScope scope = new PointerScope()) {
            assertThatThrownBy(() -> Workers.tensors(List.of(good, bad, good))).hasMessage("part 1");
            assertThat(made).hasSize(4).allMatch(tensor -> tensor.isNull());
        }
    }

    /** Item 1 fails in a way that no outcome holds, while the consumer of item 0 ends the work: it is the consumer's that is told. */
    @Test
    void threadsEndWhateverEndsTheWork() {
        Workers.count(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        assertThatThrownBy(() -> Workers.inOrder(
                        List.of(0, 1, 2, 3).iterator(),
                        item -> {
                            threads.add(Thread.currentThread());
                            return item == 1 ? WorkersTest.<Integer, RuntimeException>undeclared() : item;
                        },
                        item -> {
                            throw new IllegalStateException("stop at " + item);
                        }))
                .hasMessage("stop at 0");
        assertThat(threads).hasSize(2).allSatisfy(thread -> {
            thread.join(20_000);
            assertThat(thread.isAlive()).isFalse();
        });
    }

    /** Throws a checked exception without saying so. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T, E extends Exception> T undeclared() throws E {
        throw (E) new Exception("undeclared");
    }
}
