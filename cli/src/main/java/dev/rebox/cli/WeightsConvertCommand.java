package dev.rebox.cli;

import dev.rebox.backbone.WeightsConversion;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weights convert}: weights of elsewhere as safetensors with names that are known here. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Converts a PyTorch state dict (.pth), or TensorFlow-slim variables (npz, safetensors).")
final class WeightsConvertCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "SRC", description = "The file to read.")
    private Path source;

    @Parameters(index = "1", paramLabel = "DST.safetensors", description = "The file to write.")
    private Path target;

    @Option(
            names = "--backbone",
            paramLabel = "NAME",
            description =
                    "Write the conventions of timm's and torchvision's weights of this backbone into the metadata.")
    private @Nullable String backbone;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public void run() {
        WeightsConversion.Summary summary = WeightsConversion.convert(source, target, Optional.ofNullable(backbone));
        if (json) {
            Json.print(System.out, summary);
            return;
        }
        System.out.printf(Locale.ROOT, "%s: %d tensors%n", summary.file(), summary.tensors());
        summary.dropped().forEach(name -> System.out.println("left out: " + name));
    }
}
