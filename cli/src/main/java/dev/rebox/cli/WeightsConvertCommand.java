package dev.rebox.cli;

import dev.rebox.Rebox;
import dev.rebox.backbone.WeightsConversion;
import java.nio.file.Path;
import java.util.List;
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
        description = {
            "Converts weights of elsewhere into a file for model.weights.",
            "Whole detectors: TensorFlow 1's detection zoo (.pb, or .index with its .data) with ResNet or"
                    + " Inception-ResNet-v2, and Detectron2's C4 (.pkl). Backbones: a PyTorch state dict (.pth),"
                    + " TensorFlow-slim variables (npz, safetensors), SSD MobileNet v1 of the zoo.",
            "Nothing in a file is executed."
        })
final class WeightsConvertCommand implements Runnable {
    private static final int MOST_SHOWN = 20;

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
        WeightsConversion.Summary summary = Rebox.convertWeights(source, target, Optional.ofNullable(backbone));
        if (json) {
            Json.print(System.out, summary);
            return;
        }
        System.out.printf(Locale.ROOT, "%s: %d tensors%n", summary.file(), summary.tensors());
        for (String known : List.of("publisher", "licence")) {
            if (summary.metadata().containsKey(known)) {
                System.out.println(known + ": " + summary.metadata().get(known));
            }
        }
        summary.dropped().stream().limit(MOST_SHOWN).forEach(name -> System.out.println("left out: " + name));
        if (summary.dropped().size() > MOST_SHOWN) {
            System.out.println("left out: " + (summary.dropped().size() - MOST_SHOWN) + " more");
        }
    }
}
