package dev.rebox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.config.Key.Affects;
import dev.rebox.config.Key.Resume;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Test
    void theTableHasExactlyTheKeysOfTheDefaults() {
        Map<String, String> defaults = ConfigReader.values(ConfigReader.read(List.of()));

        assertThat(Keys.all().keySet()).containsExactlyElementsOf(defaults.keySet());
    }

    @Test
    void onlyKeysWithoutADefaultMayBeWithoutAValue() {
        Map<String, String> defaults = ConfigReader.values(ConfigReader.read(List.of()));

        assertThat(Keys.all().entrySet().stream()
                        .filter(key -> key.getValue().optional())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()))
                .isEqualTo(defaults.entrySet().stream()
                        .filter(key -> key.getValue().equals("null"))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    @Test
    void whatMovesNoNumberMayAlwaysChange() {
        Keys.all().forEach((name, key) -> {
            if (key.affects() == Affects.SPEED) {
                assertThat(key.resume()).as(name).isNotEqualTo(Resume.FIXED);
            }
        });
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertThatThrownBy(() -> Keys.of("train.step")).hasMessage("train.step is not a configuration key");
    }

    @Test
    void anotherDeviceChangesNothingElse() {
        Config config = ConfigReader.read(List.of("steps=7", "decayAt=[3, 5]", "out=\"007\"", "optimizer=adamw"));

        Config moved = config.withDevice(Device.CPU);

        assertThat(moved.train().device()).isEqualTo("cpu");
        assertThat(moved.withDevice(Device.AUTO)).isEqualTo(config);
    }
}
