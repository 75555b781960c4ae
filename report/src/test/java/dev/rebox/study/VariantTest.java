package dev.rebox.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rebox.error.ConfigException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariantTest {
    @Test
    void settingsBecomePairsWithDottedKeys() throws IOException {
        assertThat(variant("{model: {auxiliary: [closeness], refinement: true}, train: {steps: 5}}")
                        .pairs())
                .containsExactly("model.auxiliary=[\"closeness\"]", "model.refinement=true", "train.steps=5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{out: x}", "{resume: true}", "{train: {seed: 3}}", "{data: {fraction: 0.5}}"})
    void whatTheStudySetsItselfIsRefused(String yaml) {
        assertThatThrownBy(() -> variant(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("here: '")
                .hasMessageEndingWith(
                        "' is set by the study itself: give 'out', 'seeds' and 'fractions' at the top of the file.");
    }

    private static Variant variant(String yaml) throws IOException {
        return Variant.of("mine", (ObjectNode) new YAMLMapper().readTree(yaml), "here");
    }
}
