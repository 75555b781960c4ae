package dev.rebox.serve;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Loads {@code rebox serve} and prints what it answers: good and hostile uploads mixed, evenly over a time; waiting times of 1, 4 and
 * 16 clients; more clients than the queue has places; and a stop under load. Ends with status 1 where an answer was not as it must
 * be, or one was lost.
 *
 * <p>Arguments: a model named {@code model.safetensors} or a run folder, an image, minutes (10), uploads (10000).
 */
public final class LoadTrial {
    private static final int CLIENTS = 24;
    private static final int SIDE = 4900;
    private static final int REQUESTS = 400;
    private static final int CROWD = 60;
    private static final Duration SHORT = Duration.ofSeconds(30);

    private final ServerProcess server;
    private final byte[] image;
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final AtomicInteger faults = new AtomicInteger();

    private LoadTrial(ServerProcess server, byte[] image) {
        this.server = server;
        this.image = image;
        request = HttpRequest.newBuilder(URI.create(server.url() + "/detect?threshold=0.05&name=image.jpg"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(image))
                .build();
    }

    public static void main(String[] arguments) throws Exception {
        byte[] image = Files.readAllBytes(Path.of(arguments[1]));
        double minutes = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 10;
        int uploads = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 10_000;
        boolean clean;
        try (ServerProcess server =
                ServerProcess.start(Path.of(arguments[0]), "--threads", "1", "--time-limit", "10")) {
            LoadTrial trial = new LoadTrial(server, image);
            trial.waits();
            trial.mixed(uploads, minutes);
            trial.waits();
            trial.crowd();
            trial.stop();
            clean = trial.faults.get() == 0;
        }
        System.out.println(clean ? "clean" : "NOT CLEAN");
        System.exit(clean ? 0 : 1);
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    /** The chance of each kind: half is good, and the rest is all kinds of bad ones; the dear ones are rare. */
    private static UploadKind draw(Random random) {
        int n = random.nextInt(1000);
        if (n < 500) {
            return UploadKind.GOOD;
        }
        if (n < 502) {
            return UploadKind.LARGE;
        }
        if (n < 512) {
            return UploadKind.STALLED;
        }
        UploadKind[] rest = Arrays.stream(UploadKind.values())
                .filter(k -> k != UploadKind.GOOD && k != UploadKind.LARGE && k != UploadKind.STALLED)
                .toArray(UploadKind[]::new);
        return rest[random.nextInt(rest.length)];
    }

    private void mixed(int uploads, double minutes) throws Exception {
        byte[] large = UploadKind.png(SIDE);
        AtomicInteger next = new AtomicInteger();
        Map<String, Integer> counts = new TreeMap<>();
        long begin = System.nanoTime();
        double nanosEach = minutes * 60e9 / uploads;
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> work = new ArrayList<>();
        for (int c = 0; c < CLIENTS; c++) {
            Random random = new Random(c);
            Callable<Void> one = () -> {
                for (int i = next.getAndIncrement(); i < uploads; i = next.getAndIncrement()) {
                    long early = begin + (long) (i * nanosEach) - System.nanoTime();
                    Thread.sleep(Math.max(0, early / 1_000_000));
                    UploadKind kind = draw(random);
                    String said = outcome(kind, large);
                    synchronized (counts) {
                        counts.merge(kind + " " + said, 1, Integer::sum);
                    }
                }
                return null;
            };
            work.add(clients.submit(one));
        }
        List<Double> resident = new ArrayList<>();
        while (next.get() < uploads && server.runs()) {
            resident.add(server.resident());
            print("%5.0f s, %5d uploads, %.0f MB resident", (System.nanoTime() - begin) / 1e9, next.get(), resident.get(
                    resident.size() - 1));
            Thread.sleep(Math.min(SHORT.toMillis(), (long) (minutes * 6000)));
        }
        for (Future<?> one : work) {
            one.get();
        }
        clients.shutdown();
        double seconds = (System.nanoTime() - begin) / 1e9;
        print("%d uploads in %.0f s:", uploads, seconds);
        counts.forEach((what, count) -> print("  %-24s %5d", what, count));
        int half = resident.size() / 2;
        print("resident, mean of the last quarter less that of the one before: %.1f MB",
                mean(resident, half + half / 2, resident.size()) - mean(resident, half, half + half / 2));
    }

    private static double mean(List<Double> values, int from, int to) {
        return values.subList(from, to).stream().mapToDouble(v -> v).average().orElse(Double.NaN);
    }

    private String outcome(UploadKind kind, byte[] large) throws InterruptedException {
        try {
            int status = kind.send(server.url(), image, large);
            if (!kind.mayBe(status)) {
                faults.incrementAndGet();
            }
            return Integer.toString(status);
        } catch (IOException e) {
            faults.incrementAndGet();
            return e.toString();
        }
    }

    private void waits() throws InterruptedException, ExecutionException {
        for (int clients : new int[] {1, 4, 16}) {
            long begin = System.nanoTime();
            double[] times = side(clients, REQUESTS, () -> {
                long asked = System.nanoTime();
                HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() != 200) {
                    faults.incrementAndGet();
                }
                return (System.nanoTime() - asked) / 1e6;
            });
            double seconds = (System.nanoTime() - begin) / 1e9;
            Arrays.sort(times);
            print("%2d clients: %.1f a second, p50 %.0f ms, p99 %.0f ms", clients, REQUESTS / seconds, times[
                    REQUESTS / 2], times[REQUESTS * 99 / 100]);
        }
    }

    /** More requests at once than there are places: each is answered or told when to come again. */
    private void crowd() throws InterruptedException, ExecutionException {
        double[] statuses = side(CROWD, CROWD, () -> {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            boolean told = answer.headers().firstValue("Retry-After").isPresent();
            if (answer.statusCode() != 200 && !(answer.statusCode() == 503 && told)) {
                faults.incrementAndGet();
            }
            return (double) answer.statusCode();
        });
        print("%d at once: %d answered, %d told to come again", CROWD, count(statuses, 200), count(statuses, 503));
    }

    /** Whoever's request the server has begun gets an answer; others are refused or find nobody. */
    private void stop() throws InterruptedException, ExecutionException {
        AtomicReference<String> reference = new AtomicReference<>();
        ExecutorService killer = Executors.newSingleThreadExecutor();
        killer.submit(() -> {
            Thread.sleep(1000);
            server.terminate();
            return null;
        });
        // Every client tells what became of its last request: a status, or -1 where it found nobody or was hung up on.
        double[] last = side(12, 12, () -> {
            while (true) {
                try {
                    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                    if (answer.statusCode() != 200) {
                        return (double) answer.statusCode();
                    }
                    if (!answer.body().equals(reference.accumulateAndGet(
                            answer.body(), (old, now) -> old == null ? now : old))) {
                        faults.incrementAndGet();
                    }
                } catch (java.net.ConnectException e) {
                    return -1.0;
                } catch (IOException e) {
                    System.out.println("cut off: " + e);
                    faults.incrementAndGet();
                    return -2.0;
                }
            }
        });
        killer.shutdown();
        int status = server.end();
        print("stopped under load of 12 clients: exit status %d; last requests: %d refused with 503, %d found nobody,"
                + " %d cut off", status, count(last, 503), count(last, -1), count(last, -2));
        if (status != 0) {
            faults.incrementAndGet();
        }
    }

    private static long count(double[] values, double wanted) {
        return Arrays.stream(values).filter(v -> v == wanted).count();
    }

    /** Does a work again and again, by so many threads at a time. */
    private static double[] side(int clients, int times, Callable<Double> work)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        List<Future<Double>> all = IntStream.range(0, times)
                .mapToObj(i -> threads.submit(work))
                .toList();
        double[] results = new double[times];
        for (int i = 0; i < times; i++) {
            results[i] = all.get(i).get();
        }
        threads.shutdown();
        return results;
    }
}
