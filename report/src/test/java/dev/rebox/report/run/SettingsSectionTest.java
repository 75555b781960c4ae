package dev.rebox.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.config.Config;
import dev.rebox.config.ConfigReader;
import dev.rebox.report.ReadHtml;
import dev.rebox.run.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsSectionTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    @Test
    void theCommandThatRepeatsTheRunIsOneThatAShellTakes() throws Exception {
        Config config = ConfigReader.read(List.of("out=my runs/first", "data.train=a"));
        History history = new History(List.of(), List.of(), Optional.empty(), Map.of("dataHash", HASH));
        ReadHtml html = ReadHtml.of(SettingsSection.of(new RunFolder(Path.of("my runs", "first")), config, history));
        assertThat(html.texts("pre").get(0))
                .isEqualTo(
                        "./rebox train '" + Path.of("my runs", "first", "config.yaml") + "' out='my runs/first-again'");
        assertThat(html.texts("pre").get(1))
                .isEqualTo(ConfigReader.write(config).strip());
        assertThat(html.rows()).contains(List.of("dataHash", "0123456789abcdef…"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "runs/first-1_a.b:c=d+e@f, runs/first-1_a.b:c=d+e@f",
                "a b, 'a b'",
                "it's, 'it'\\''s'",
                "$HOME, '$HOME'",
                "\"\", ''"
            })
    void argumentsAreQuotedWhereAShellWouldReadThemOtherwise(String argument, String quoted) {
        assertThat(SettingsSection.quoted(argument)).isEqualTo(quoted);
    }

    @Test
    void timesAndHashesAreShortAndAllElseIsAsItWas() {
        assertThat(SettingsSection.shortened("2026-02-03T04:05:06.789012Z")).isEqualTo("2026-02-03T04:05:06Z");
        assertThat(SettingsSection.shortened(HASH)).isEqualTo("0123456789abcdef…");
        assertThat(SettingsSection.shortened(HASH + "0")).isEqualTo(HASH + "0");
        assertThat(SettingsSection.shortened("17.0.2")).isEqualTo("17.0.2");
    }
}
