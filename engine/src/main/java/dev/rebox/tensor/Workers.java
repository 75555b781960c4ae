package dev.rebox.tensor;

import static java.util.Objects.requireNonNull;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Threads that compute whole parts of a work side by side: images, or the regions of one. Each runs the engine with one
 * thread of its own: the operations of small images are too short to be split, and threads that share an operation wait for
 * each other where another program holds a core.
 *
 * <p>What a part computes does not depend on who computes it or when, so that results are the same to the bit with any
 * number of workers. Work within a part is not split again.
 */
public final class Workers {
    private static final ExecutorService POOL = Executors.newCachedThreadPool(Workers::thread);
    private static final ThreadLocal<Boolean> WITHIN_PART = ThreadLocal.withInitial(() -> false);

    private static volatile int count = freeProcessors();
    private static volatile Semaphore helpers = new Semaphore(count - 1);

    private Workers() {}

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "rebox-worker");
        thread.setDaemon(true);
        return thread;
    }

    /** How many there are, the calling thread included. */
    public static int count() {
        return count;
    }

    /** Changes how many there are, for the works that begin from now on. */
    static void count(int workers) {
        count = workers;
        helpers = new Semaphore(workers - 1);
    }

    /** Processors that this process may use and that other programs leave idle: at least one. */
    private static int freeProcessors() {
        int processors = Runtime.getRuntime().availableProcessors();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(); // negative: not known
        return Math.max(1, processors - (int) Math.round(Math.max(0, load)));
    }

    /**
     * Computes tensors side by side; they belong to the scope that is open, and have a graph if one is recorded now. Where a
     * part fails, what the others made is freed.
     */
    public static List<Tensor> tensors(List<Supplier<Tensor>> parts) {
        boolean graph = GradMode.is_enabled();
        List<Supplier<Tensor>> owned = new ArrayList<>();
        for (Supplier<Tensor> part : parts) {
            owned.add(() -> {
                boolean around = GradMode.is_enabled();
                GradMode.set_enabled(graph);
                try {
                    return NativeScope.unowned(part);
                } finally {
                    GradMode.set_enabled(around);
                }
            });
        }
        List<Outcome<Tensor>> ended = ended(owned);
        if (ended.stream().anyMatch(outcome -> outcome.failure != null)) { // nobody would adopt the others
            ended.stream()
                    .filter(outcome -> outcome.failure == null)
                    .forEach(outcome -> NativeScope.abandon(outcome.get()));
        }
        NativeScope here = NativeScope.current();
        return results(ended).stream().map(here::adopt).toList();
    }

    /** Computes all parts, and returns their results in order. What a part throws is thrown when the others have ended. */
    public static <T> List<T> all(List<Supplier<T>> parts) {
        return results(ended(parts));
    }

    private static <T> List<T> results(List<Outcome<T>> ended) {
        return ended.stream().map(Outcome::get).toList();
    }

    /** Computes all parts, and tells in order how each ended. */
    private static <T> List<Outcome<T>> ended(List<Supplier<T>> parts) {
        Semaphore permits = helpers;
        int wanted = WITHIN_PART.get() ? 0 : Math.min(count, parts.size()) - 1;
        int helping = 0;
        while (helping < wanted && permits.tryAcquire()) {
            helping++;
        }
        Map<Integer, Outcome<T>> outcomes = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        Supplier<Integer> work = () -> {
            int done = 0;
            for (int i = next.getAndIncrement(); i < parts.size(); i = next.getAndIncrement()) {
                outcomes.put(i, Outcome.of(parts.get(i)));
                done++;
            }
            return done;
        };
        List<Future<?>> others = new ArrayList<>();
        for (int i = 0; i < helping; i++) {
            others.add(POOL.submit(() -> {
                try {
                    alone(work);
                } finally {
                    permits.release();
                }
            }));
        }
        try {
            if (wanted > 0) {
                alone(work);
            } else {
                work.get();
            }
        } finally {
            others.forEach(Workers::awaitEnd);
        }
        others.forEach(Workers::await);
        return IntStream.range(0, parts.size())
                .mapToObj(i -> requireNonNull(outcomes.get(i)))
                .toList();
    }

    /**
     * Computes something of each item, as many at a time as there are workers.
     *
     * @param items are asked for by the calling thread, a few ahead
     * @param consumer gets the results in the order of the items, in the calling thread; what it throws ends the work
     */
    public static <T, R> void inOrder(Iterator<T> items, Function<T, R> work, Consumer<R> consumer) {
        if (count == 1 || WITHIN_PART.get()) {
            while (items.hasNext()) {
                consumer.accept(work.apply(items.next()));
            }
            return;
        }
        Deque<Future<Outcome<R>>> begun = new ArrayDeque<>();
        ExecutorService threads = Executors.newFixedThreadPool(count, Workers::thread);
        try {
            while (items.hasNext() || !begun.isEmpty()) {
                if (begun.size() < 2 * count && items.hasNext()) { // nobody waits for a slow one before
                    T item = items.next();
                    begun.add(threads.submit(() -> alone(() -> Outcome.of(() -> work.apply(item)))));
                } else {
                    consumer.accept(await(begun.remove()).get());
                }
            }
        } finally {
            begun.forEach(Workers::awaitEnd); // nobody works on, whatever ended this
            threads.shutdown();
        }
    }

    /**
     * A work that has no parts, a batch normalised by its own statistics: the workers share each operation. Its bits depend on
     * how many there are.
     */
    public static <T> T together(Supplier<T> work) {
        int around = torch.get_num_threads();
        if (System.getenv("OMP_NUM_THREADS") == null) {
            torch.set_num_threads(count);
        }
        try {
            return work.get();
        } finally {
            torch.set_num_threads(around);
        }
    }

    /** A work whose parts depend on each other: one after the other, on this thread. */
    public static <T> T inTurn(Supplier<T> work) {
        return alone(work);
    }

    /** With one engine thread, and without workers of its own. */
    private static <T> T alone(Supplier<T> work) {
        boolean around = WITHIN_PART.get();
        int threads = torch.get_num_threads();
        WITHIN_PART.set(true);
        if (threads != 1) {
            torch.set_num_threads(1);
        }
        try {
            return work.get();
        } finally {
            WITHIN_PART.set(around);
            if (threads != 1) {
                torch.set_num_threads(threads);
            }
        }
    }

    private static <T> T await(Future<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true; // the work holds tensors: it is awaited all the same
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits, and throws nothing: something else is thrown already, or will be. */
    private static void awaitEnd(Future<?> future) {
        try {
            await(future);
        } catch (IllegalStateException e) {
            // See above.
        }
    }

    /** How a part ended: with a result, or with what it threw. */
    private record Outcome<T>(@Nullable T result, @Nullable Throwable failure) {
        static <T> Outcome<T> of(Supplier<T> part) {
            try {
                return new Outcome<>(part.get(), null);
            } catch (RuntimeException | Error e) {
                return new Outcome<>(null, e);
            }
        }

        /** The result. What the part threw is thrown again. */
        T get() {
            if (failure instanceof Error e) {
                throw e;
            }
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            return requireNonNull(result);
        }
    }
}
