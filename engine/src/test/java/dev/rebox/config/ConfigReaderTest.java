package dev.rebox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.config.ModelConfig.DetectorKind;
import dev.rebox.error.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    @TempDir
    Path folder;

    @Test
    void withoutAnythingTheDefaultsHold() {
        Config config = read();
        assertThat(config.model().detector()).isEqualTo(DetectorKind.FASTER_RCNN);
        assertThat(config.model().auxiliary()).containsExactly("multi_object", "closeness", "foreground");
        assertThat(config.model().anchorScales()).containsExactly(.25, .5, 1.0, 2.0);
        assertThat(config.train().momentum()).isEqualTo(.9);
        assertThat(config.train().clip()).isEqualTo(10);
        assertThat(config.data().train()).isNull();
    }

    @Test
    void pairsWinOverFilesAndLaterFilesOverEarlierOnes() throws IOException {
        Path first = file("first.yaml", "train:\n  steps: 100\n  batch: 2\nmodel:\n  detector: rfcn\n");
        Path second = file("second.yaml", "train: {steps: 200}\ndata: {train: photos:train}\n");
        Config config = read("momentum=0.8", first.toString(), second.toString(), "train.batch=3");
        assertThat(config.train().steps()).isEqualTo(200);
        assertThat(config.train().batch()).isEqualTo(3);
        assertThat(config.train().momentum()).isEqualTo(.8);
        assertThat(config.model().detector()).isEqualTo(DetectorKind.RFCN);
        assertThat(config.data().train()).isEqualTo("photos:train");
    }

    @Test
    void theLastPartOfAKeyIsEnoughWhereOnlyOneEndsSo() {
        assertThat(read("shorterSide=300", "longerSide=500").data().shorterSide())
                .isEqualTo(300);
        assertThat(read("train=photos").data().train()).isEqualTo("photos");
        assertThat(read("model.windows=8").model().windows()).isEqualTo(8);
        refused("'windows' may be model.windows or train.windows: write it in full.", "windows=8");
    }

    @Test
    void valuesAreYaml() {
        Config config = read(
                "auxiliary=[closeness]",
                "decayAt=[10, 0.5]",
                "learningRate=1e-4",
                "refinement=false",
                "precision=BFloat16",
                "out=runs/a=b",
                "data.train=a:x+b:y");
        assertThat(config.model().auxiliary()).containsExactly("closeness");
        assertThat(config.train().decayAt()).containsExactly(10.0, .5);
        assertThat(config.train().learningRate()).isEqualTo(1e-4);
        assertThat(config.model().refinement()).isFalse();
        assertThat(config.train().precision().name()).isEqualTo("BFLOAT16");
        assertThat(config.out()).isEqualTo("runs/a=b");
        assertThat(config.data().train()).isEqualTo("a:x+b:y");
        assertThat(read("auxiliary=closeness").model().auxiliary()).containsExactly("closeness");
        assertThat(read("auxiliary=[]", "decayAt=[]").train().decayAt()).isEmpty();
    }

    @Test
    void aFileOrAPathMayBeUnset() throws IOException {
        Path file = file("a.yaml", "model: {weights: some.safetensors}\ndata: {test: photos}\n");
        Config config = read(file.toString(), "model.weights=", "data.test=null");
        assertThat(config.model().weights()).isNull();
        assertThat(config.data().test()).isNull();
    }

    @Test
    void anUnknownKeyIsAnsweredWithTheNearest() throws IOException {
        refused("command line: unknown key 'learninRate'. Did you mean 'learningRate'?", "learninRate=1");
        refused("command line: unknown key 'crop_size'. Did you mean 'cropSize'?", "crop_size=7");
        refused("command line: unknown key 'train.step'. Did you mean 'train.steps'?", "train.step=7");
        Path file = file("a.yaml", "model:\n  croppSize: 7\n");
        refused(file + ": unknown key 'model.croppSize'. Did you mean 'model.cropSize'?", file.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "steps=many|train.steps: wrong value",
                "steps=1.5|train.steps: wrong value",
                "steps=[1]|train.steps: wrong value",
                "refinement=maybe|model.refinement: wrong value",
                "detector=yolo|model.detector: wrong value",
                "detector=1|model.detector: wrong value",
                "decayAt=[a]|train.decayAt.0: wrong value",
                "optimizer=|'optimizer=' has no value. Leave the key out for its default.",
                "anchorScales=null|'anchorScales=null' has no value",
                "model=x|unknown key 'model'",
                "steps=[1|'steps=[1': the value is not YAML.",
            })
    void aWrongValueIsNamed(String pair, String message) {
        assertThatThrownBy(() -> read(pair))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "steps=0|train.steps",
                "batch=0|train.batch",
                "learningRate=-1|train.learningRate",
                "momentum=1|train.momentum",
                "weightDecay=-1|train.weightDecay",
                "decayAt=[-5]|train.decayAt",
                "clip=0|train.clip",
                "regions=0|train.regions",
                "loaders=0|train.loaders",
                "warmup=-1|train.warmup",
                "evaluateEvery=-1|train.evaluateEvery",
                "onInvalid=go|train.onInvalid",
                "shorterSide=31|data.shorterSide",
                "longerSide=599|data.longerSide",
                "fraction=0|data.fraction",
                "fraction=1.1|data.fraction",
                "anchorBase=0|model.anchorBase",
                "anchorScales=[]|model.anchorScales",
                "anchorScales=[0]|model.anchorScales",
                "anchorRatios=[1, -1]|model.anchorRatios",
                "proposals=0|model.proposals",
                "cropSize=0|model.cropSize",
                "cropSize=1 cropMaxPool=true|model.cropSize",
                "nms=1.5|model.nms",
                "auxiliaryWeight=0|model.auxiliaryWeight",
                "classLossWeight=-1|model.classLossWeight",
                "refineShare=0|model.refineShare",
                "refineFloor=1|model.refineFloor",
                "model.windows=0|model.windows",
            })
    void aValueOutOfBoundsIsNamed(String pairs, String key) {
        assertThatThrownBy(() -> read(pairs.contains("[") ? new String[] {pairs} : pairs.split(" ")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFileThatIsNoConfigurationIsNamedWithItsLine() throws IOException {
        refused("nowhere.yaml: no such configuration file. Give a YAML file or key=value pairs.", "nowhere.yaml");
        Path broken = file("broken.yaml", "train:\n  steps: [1\nmodel: 2\n");
        assertThatThrownBy(() -> read(broken.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching(".*broken.yaml:\\d: not YAML: .*");
        Path list = file("list.yaml", "- a\n- b\n");
        refused(list + ": not a list of keys and values.", list.toString());
        Path scalar = file("scalar.yaml", "train: 3\n");
        refused(scalar + ": 'train' is a section, not a value.", scalar.toString());
    }

    @Test
    void anEmptyFileOrSectionChangesNothing() throws IOException {
        assertThat(read(file("empty.yaml", "").toString())).isEqualTo(read());
        assertThat(read(file("section.yaml", "train:\n  # steps: 3\n").toString()))
                .isEqualTo(read());
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Config config = read("detector=rfcn", "data.train=PHOTOS", "train.windows=fresh", "decayAt=[3]", "device=cpu");
        Path file = file("written.yaml", ConfigReader.write(config));
        assertThat(Files.readString(file)).contains("detector: \"rfcn\"").contains("train: \"PHOTOS\"");
        assertThat(ConfigReader.read(file)).isEqualTo(config);
        assertThat(ConfigReader.values(config))
                .containsEntry("train.steps", "10000")
                .containsEntry("model.detector", "\"rfcn\"");
    }

    @Test
    void namesAreWrittenAlikeInEveryLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(new Locale("tr")); // where the small I has no dot
        try {
            assertThat(ConfigReader.write(read())).contains("windows: \"fixed\"");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static void refused(String message, String... arguments) {
        assertThatThrownBy(() -> read(arguments))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    private static Config read(String... arguments) {
        return ConfigReader.read(List.of(arguments));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
