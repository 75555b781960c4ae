package dev.rebox.data.loader;

import dev.rebox.data.Example;
import dev.rebox.error.DataException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Works on a bounded number of images ahead, in several threads, and hands the results over in order. */
final class Prefetch<T> implements Iterator<T>, AutoCloseable {

    /** What is to be done, and for which image, so that a failure can name it. */
    record Work<T>(Example example, Callable<T> task) {}

    private record Pending<T>(Example example, Future<T> result) {}

    private final Iterator<Work<T>> work;
    private final int ahead;
    private final ExecutorService workers;
    private final ArrayDeque<Pending<T>> pending = new ArrayDeque<>();
    private boolean closed;

    /** @param ahead results that are kept ready or in the making */
    Prefetch(Iterator<Work<T>> work, int threads, int ahead) {
        this.work = work;
        this.ahead = ahead;
        this.workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "rebox-loader");
            thread.setDaemon(true);
            return thread;
        });
        fill();
    }

    private void fill() {
        while (pending.size() < ahead && work.hasNext()) {
            Work<T> next = work.next();
            pending.add(new Pending<>(next.example, workers.submit(next.task)));
        }
    }

    @Override
    public boolean hasNext() {
        return !closed && !pending.isEmpty();
    }

    /** @throws DataException naming the image whose work failed; the next call goes on with the next one */
    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Pending<T> head = pending.remove();
        try {
            T result = head.result.get();
            fill();
            return result;
        } catch (ExecutionException e) {
            fill();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof DataException known) {
                throw known;
            }
            String why = cause instanceof OutOfMemoryError
                    ? "there is not enough memory to load it. Give Java more (REBOX_JAVA_OPTIONS=-Xmx4g), or make the"
                            + " image smaller."
                    : "loading failed: " + cause;
            throw new DataException("image " + head.example.id() + ": " + head.example.image() + ": " + why, cause);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new DataException("interrupted while image " + head.example.id() + " was loaded", e);
        }
    }

    /** Stops the threads; what they were at is dropped. */
    @Override
    public void close() {
        closed = true;
        workers.shutdownNow();
        pending.clear();
    }
}
