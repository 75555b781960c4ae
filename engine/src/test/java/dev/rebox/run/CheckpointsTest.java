package dev.rebox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.TestLanguage;
import dev.rebox.TestModels;
import dev.rebox.error.ConfigException;
import dev.rebox.error.DataException;
import dev.rebox.error.ReboxException;
import dev.rebox.model.Model;
import dev.rebox.optim.Optimizer;
import dev.rebox.optim.Sgd;
import dev.rebox.optim.WeightDecay;
import dev.rebox.tensor.Parameter;
import dev.rebox.tensor.Tensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    private static final Consumer<Checkpoint> FITTING = checkpoint -> {};

    @TempDir
    Path folder;

    private final Model model = TestModels.create("seed=1");
    private final Optimizer optimizer = sgd(model);

    @AfterEach
    void free() {
        optimizer.close();
        model.close();
    }

    private static Optimizer sgd(Model model) {
        return new Sgd(model.detector().parameters().trained(), .9, new WeightDecay(0, 0));
    }

    private static Checkpoint at(long step) {
        return new Checkpoint(step, 3, new BestSoFar(.25, 40, .5, .125, 45, 2, 60), "steps: 7 # é\n", "hash");
    }

    private Checkpoints checkpoints() {
        return new Checkpoints(folder);
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private Parameter first() {
        return model.detector().parameters().trained().get(0);
    }

    private void fill(double value) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGraph = new NoGradGuard()) {
            first().value().fill_(new Scalar(value));
            optimizer.state().values().iterator().next().fill_(new Scalar(10 * value));
        }
    }

    private float firstValue() {
        return Tensors.toFloats(first().value())[0];
    }

    private float firstState() {
        Tensor state = optimizer.state().values().iterator().next();
        return Tensors.toFloats(state)[0];
    }

    /** Changes one byte from the end of a file, which is one of the last tensor. */
    private void damage(String name) throws IOException {
        Path file = folder.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void everythingComesBack() {
        fill(5);
        checkpoints().write(at(70), model, optimizer);
        fill(0);
        long version = first().version();
        assertThat(checkpoints().restore(model, optimizer, FITTING)).contains(at(70));
        assertThat(firstValue()).isEqualTo(5);
        assertThat(firstState()).isEqualTo(50);
        assertThat(first().version()).as("what was derived from it is stale").isGreaterThan(version);
    }

    @Test
    void aScoreThatNeverWasComesBackAsNone() {
        Checkpoint none = new Checkpoint(1, 0, BestSoFar.NONE, "", "");
        checkpoints().write(none, model, optimizer);
        assertThat(checkpoints().restore(model, optimizer, FITTING)).contains(none);
    }

    @Test
    void theLastTwoAreKeptAndTheNewestIsTaken() throws IOException {
        for (long step : new long[] {9, 10, 100}) {
            checkpoints().write(at(step), model, optimizer);
        }
        assertThat(files()).containsExactly("step-000000010.safetensors", "step-000000100.safetensors");
        assertThat(checkpoints().restore(model, optimizer, FITTING)).contains(at(100));
    }

    @Test
    void otherFilesOfTheFolderAreLeftAlone() throws IOException {
        for (String name : List.of("step-1.txt", "my-step-000000001.safetensors", "step-.safetensors")) {
            Files.writeString(folder.resolve(name), "mine");
        }
        assertThat(checkpoints().restore(model, optimizer, FITTING)).isEmpty();
        for (long step = 1; step < 4; step++) {
            checkpoints().write(at(step), model, optimizer);
        }
        assertThat(files()).hasSize(5);
    }

    @Test
    void aDamagedOneIsPassedOverAndDeleted() throws IOException {
        fill(5);
        checkpoints().write(at(10), model, optimizer);
        fill(6);
        checkpoints().write(at(20), model, optimizer);
        damage("step-000000020.safetensors");
        assertThat(checkpoints().restore(model, optimizer, FITTING)).contains(at(10));
        assertThat(firstValue()).isEqualTo(5);
        assertThat(files()).containsExactly("step-000000010.safetensors");
    }

    @Test
    void whereAllAreDamagedNoneIsDeleted() throws IOException {
        checkpoints().write(at(10), model, optimizer);
        checkpoints().write(at(20), model, optimizer);
        damage("step-000000010.safetensors");
        Files.writeString(folder.resolve("step-000000020.safetensors"), "");
        assertThatThrownBy(() -> checkpoints().restore(model, optimizer, FITTING))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": none of the 2 checkpoints can be used. Start again with another 'out'.");
        assertThat(files()).hasSize(2);
    }

    @Test
    void aChangedStepIsNoticedThoughEveryTensorIsRight() throws IOException {
        checkpoints().write(at(10), model, optimizer);
        Path file = folder.resolve("step-000000010.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int place = text.indexOf("\"rebox.step\":\"10\"");
        assertThat(place).isPositive();
        bytes[place + "\"rebox.step\":\"".length()] = '2';
        Files.write(file, bytes);
        assertThatThrownBy(() -> Checkpoint.read(file, model, optimizer, FITTING))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": damaged: its checksum is not that of its contents.");
    }

    @Test
    void oneThatDoesNotFitChangesNothing() {
        fill(5);
        checkpoints().write(at(10), model, optimizer);
        fill(7);
        List<Checkpoint> asked = new ArrayList<>();
        assertThatThrownBy(() -> checkpoints().restore(model, optimizer, checkpoint -> {
                    asked.add(checkpoint);
                    throw new ConfigException("another network");
                }))
                .isInstanceOf(ConfigException.class);
        assertThat(asked).containsExactly(at(10));
        assertThat(firstValue()).isEqualTo(7);
        assertThat(firstState()).isEqualTo(70);
    }

    @Test
    void aCheckpointOfAnotherNetworkIsNamed() {
        checkpoints().write(at(10), model, optimizer);
        Path file = folder.resolve("step-000000010.safetensors");
        try (Model other = TestModels.create("auxiliary=[foreground]");
                Optimizer ofOther = sgd(other)) {
            assertThatThrownBy(() -> Checkpoint.read(file, other, ofOther, FITTING))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(file + ": lacks 'auxiliary.foreground.")
                    .hasMessageEndingWith(": it is of another network or optimiser.");
        }
        try (Model narrow = TestModels.create("width=0.5");
                Optimizer ofNarrow = sgd(narrow)) {
            assertThatThrownBy(() -> Checkpoint.read(file, narrow, ofNarrow, FITTING))
                    .isInstanceOf(DataException.class)
                    .hasMessageEndingWith("has another shape than the network's.");
        }
    }

    @Test
    void namesHavePlainDigitsInEveryLanguage() throws Throwable {
        TestLanguage.in(TestLanguage.EGYPTIAN, () -> {
            checkpoints().write(at(12), model, optimizer);
            assertThat(files()).containsExactly("step-000000012.safetensors");
            assertThat(checkpoints().restore(model, optimizer, FITTING)).contains(at(12));
        });
    }

    @Test
    void oneThatCannotBeWrittenLeavesTheOthers() throws IOException {
        checkpoints().write(at(10), model, optimizer);
        Files.createDirectories(folder.resolve(".step-000000020.safetensors.part/in the way"));
        assertThatThrownBy(() -> checkpoints().write(at(20), model, optimizer))
                .isInstanceOf(ReboxException.class)
                .hasMessageStartingWith(folder.resolve("step-000000020.safetensors") + ": cannot be written: ")
                .hasMessageEndingWith(" The checkpoints before it stay: when this is mended, resume=true goes on from"
                        + " the last of them.");
        assertThat(checkpoints().restore(model, optimizer, FITTING)).contains(at(10));
    }

    @Test
    void anEmptyFolderIsABeginning() {
        assertThat(new Checkpoints(folder.resolve("new")).restore(model, optimizer, FITTING))
                .isEqualTo(Optional.empty());
        assertThat(folder.resolve("new")).isDirectory();
    }
}
