package dev.rebox.serve.detect;

import dev.rebox.serve.http.Deadline;
import dev.rebox.serve.http.RequestException;
import dev.rebox.tensor.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Workers, and a line before them that has an end. Works of one request are taken together or not at all. A worker that is alone
 * may share its image out among the others' threads; as soon as several are at work each keeps to its own.
 */
public final class DetectionQueue implements AutoCloseable {
    private static final double RECENT = 0.1;

    private final int workers;
    private final int places;
    private final Semaphore free;
    private final ExecutorService pool;
    private final AtomicInteger running = new AtomicInteger();
    private volatile double secondsEach = 1;

    /** @param waiting works that may wait when all workers are busy */
    public DetectionQueue(int workers, int waiting) {
        this.workers = workers;
        places = workers + waiting;
        free = new Semaphore(places);
        AtomicInteger count = new AtomicInteger();
        pool = Executors.newFixedThreadPool(workers, work -> {
            Thread thread = new Thread(work, "rebox-detect-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Works that wait. */
    int waiting() {
        return Math.max(0, places - free.availablePermits() - running.get());
    }

    /** Works that a worker is at. */
    int running() {
        return running.get();
    }

    /**
     * Does works and returns their results in order. What one throws is thrown, and the others are then dropped.
     *
     * @throws RequestException where there is no room (503), they can never have room (413), or the time is over (503)
     */
    <T> List<T> all(List<? extends Callable<T>> works, Deadline deadline) {
        int count = works.size();
        if (count > places) {
            throw new RequestException(
                    413,
                    count + " images in one request, but at most " + places + " may wait here: send fewer at a time");
        }
        if (!free.tryAcquire(count)) {
            throw RequestException.busy("the queue is full: try again later", retryAfter());
        }
        List<FutureTask<T>> tasks = new ArrayList<>();
        try {
            for (Callable<T> work : works) {
                FutureTask<T> task = new FutureTask<>(work);
                pool.execute(() -> run(task));
                tasks.add(task);
            }
            List<T> results = new ArrayList<>();
            for (FutureTask<T> task : tasks) {
                results.add(await(task, deadline));
            }
            return results;
        } catch (RejectedExecutionException e) {
            free.release(count - tasks.size());
            throw RequestException.busy("the server is being stopped", 1);
        } finally {
            tasks.forEach(task -> task.cancel(false)); // a work that has begun holds tensors: it is not interrupted
        }
    }

    private void run(FutureTask<?> task) {
        try {
            if (task.isCancelled()) {
                return;
            }
            long begin = System.nanoTime();
            try {
                if (running.incrementAndGet() > 1) {
                    Workers.inTurn(() -> {
                        task.run();
                        return true;
                    });
                } else {
                    task.run();
                }
            } finally {
                running.decrementAndGet();
            }
            took((System.nanoTime() - begin) / 1e9);
        } finally {
            free.release();
        }
    }

    private synchronized void took(double seconds) {
        secondsEach += RECENT * (seconds - secondsEach);
    }

    private <T> T await(FutureTask<T> task, Deadline deadline) {
        try {
            return task.get(Math.max(0, deadline.left().toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw RequestException.busy(
                    "the answer was not ready within the time limit: try again later", retryAfter());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RequestException.busy("the server is being stopped", 1);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Seconds until about half of what waits is done. */
    private int retryAfter() {
        return (int) Math.ceil(secondsEach * places / workers / 2);
    }

    @Override
    public void close() {
        pool.shutdown();
        try {
            pool.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
