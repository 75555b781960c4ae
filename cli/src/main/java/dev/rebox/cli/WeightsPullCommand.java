package dev.rebox.cli;

import dev.rebox.tensor.weights.Download;
import dev.rebox.tensor.weights.PublicWeights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weights pull}: fetches public weights into the cache. */
@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        description =
                "Fetches public weights (backbones, and detectors for weights convert) into the cache ($REBOX_CACHE or ~/.cache/rebox).")
final class WeightsPullCommand implements Runnable {
    private static final long REPORT_EVERY = 10_000_000;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Which; without it the table is shown.")
    private @Nullable String name;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    private long reported;

    @Override
    public void run() {
        if (name == null) {
            list();
            return;
        }
        PublicWeights weights = PublicWeights.named(name);
        Path file = weights.into(PublicWeights.cache())
                .progress(bytes -> report(bytes, weights.megabytes()))
                .fetch();
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("name", name);
            document.put("backbone", weights.backbone());
            document.put("file", file.toString());
            document.put("sha256", Download.sha256(file));
            Json.print(System.out, document);
        } else {
            System.out.println(file);
        }
    }

    private void list() {
        if (json) {
            Json.print(System.out, PublicWeights.all());
            return;
        }
        PublicWeights.all()
                .forEach(weights -> System.out.printf(
                        Locale.ROOT,
                        "%-20s %-36s %4d MB  %s%n",
                        weights.name(),
                        weights.about(),
                        weights.megabytes(),
                        weights.url()));
    }

    private void report(long bytes, int megabytes) {
        if (bytes - reported >= REPORT_EVERY) {
            reported = bytes;
            System.err.printf(Locale.ROOT, "%d of about %d MB%n", bytes / 1_000_000, megabytes);
        }
    }
}
