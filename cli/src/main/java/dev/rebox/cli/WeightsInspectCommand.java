package dev.rebox.cli;

import dev.rebox.tensor.weights.Inventory;
import dev.rebox.tensor.weights.stored.Entry;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weights inspect}: names, types, shapes and metadata of a weights file. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Shows what is in a weights file (safetensors, PyTorch state dict, npz).")
final class WeightsInspectCommand implements Runnable {
    @Parameters(paramLabel = "FILE", description = "The weights file.")
    private Path file;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public void run() {
        Inventory inventory = Inventory.of(file);
        if (json) {
            Json.print(System.out, inventory);
            return;
        }
        inventory.metadata().forEach((key, value) -> System.out.printf(Locale.ROOT, "%s = %s%n", key, value));
        int longest = inventory.tensors().stream()
                .mapToInt(entry -> entry.name().length())
                .max()
                .orElse(1);
        for (Entry entry : inventory.tensors()) {
            System.out.printf(
                    Locale.ROOT, "%-" + longest + "s  %-4s  %s%n", entry.name(), entry.type(), entry.shapeText());
        }
        System.out.printf(
                Locale.ROOT,
                "%d tensors, %,d numbers, %,d bytes%n",
                inventory.tensors().size(),
                inventory.numbers(),
                inventory.bytes());
    }
}
