package dev.rebox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
    @ParameterizedTest
    @CsvSource({"90s, 90", "30m, 1800", "2.5h, 9000", "1d, 86400", "1 m, 60"})
    void isWrittenAsPeopleDo(String text, long seconds) {
        assertThat(TimeSpan.parse(text)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "m", "-5m", "5 minutes", "1h30m"})
    void anythingElseIsNone(String text) {
        assertThat(TimeSpan.parse(text)).isEmpty();
    }

    @Test
    void aBudgetAloneAsksForARecipe() {
        assertThat(ConfigReader.read(List.of("budget=5m")).train().auto()).isTrue();
        assertThat(ConfigReader.read(List.of("budget=5m", "recipe=none"))
                        .train()
                        .auto())
                .isFalse();
        assertThat(ConfigReader.read(List.of("recipe=auto")).train().auto()).isTrue();
        assertThat(ConfigReader.read(List.of()).train().auto()).isFalse();
        assertThat(ConfigReader.read(List.of("budget=5m", "steps=10000"))
                        .train()
                        .givenKeys())
                .containsExactly("train.budget", "train.steps");
        assertThat(ConfigReader.read(List.of("steps=10000")).train().givenKeys())
                .isEmpty();
    }

    @Test
    void whatIsNoTimeIsNamed() {
        assertThatThrownBy(() -> ConfigReader.read(List.of("budget=soon")))
                .hasMessage("train.budget: 'soon' is not a time. Write 90s, 30m, 2.5h or 1d.");
        assertThatThrownBy(() -> ConfigReader.read(List.of("budget=0s")))
                .hasMessageStartingWith("train.budget: '0s' is not a time.");
    }
}
