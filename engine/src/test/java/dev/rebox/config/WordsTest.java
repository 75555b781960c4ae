package dev.rebox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are words with a number in them. */
class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "1m, 1048576",
        "1500m, 1572864000",
        "4g, 4294967296",
        "4G, 4294967296",
        "999999999g, 1073741822926258176"
    })
    void aSizeOfMemoryIsCountedInPowersOfTwo(String text, long bytes) {
        assertThat(MemorySize.bytes(text)).isEqualTo(bytes);
    }

    @Test
    void noSizeIsNoLimit() {
        assertThat(MemorySize.bytes(null)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0g", "4", "g", "4 g", "-4g", "4gb", "1.5g", "1000000000m", ""})
    void whatIsNoSizeIsNamed(String text) {
        assertThatThrownBy(() -> MemorySize.bytes(text))
                .isInstanceOf(ConfigException.class)
                .hasMessage("train.memory: '" + text + "' is not a size. Write, for example, 4g or 1500m.");
    }

    @Test
    void invalidStepsStopOrAreSkippedSoManyTimes() {
        assertThat(SkippedSteps.allowed("stop")).isZero();
        assertThat(SkippedSteps.allowed("skip 0")).isZero();
        assertThat(SkippedSteps.allowed("skip 12")).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "skip ", "skip -1", "skip 1.5", "Stop", "skip 9999999999", " stop"})
    void anotherPolicyIsNamed(String policy) {
        assertThatThrownBy(() -> SkippedSteps.allowed(policy))
                .isInstanceOf(ConfigException.class)
                .hasMessage("train.onInvalid: '" + policy + "' is neither 'stop' nor 'skip N'.");
    }

    @Test
    void devicesAreThree() {
        assertThat(Device.of("cuda")).isEqualTo(Device.CUDA);
        assertThat(Device.of("auto")).isEqualTo(Device.AUTO);
        assertThatThrownBy(() -> Device.of("gpu")).hasMessage("train.device: 'gpu' is not one of auto, cpu, cuda.");
    }
}
