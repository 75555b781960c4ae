package dev.rebox.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelConfigTest {
    @Test
    void theRefinementLearnsFromThirtyTwoRegionsAnImageOrFromTheShareThatIsSaid() {
        ModelConfig usual = ConfigReader.read(List.of()).model();
        assertThat(usual.refineShareOf(256)).isEqualTo(.125);
        assertThat(usual.refineShareOf(64)).isEqualTo(.5);
        assertThat(usual.refineShareOf(16)).isEqualTo(1);
        ModelConfig config =
                ConfigReader.read(List.of("model.refineShare=0.25")).model();
        assertThat(config.refineShareOf(256)).isEqualTo(.25);
        assertThat(config.refineShareOf(16)).isEqualTo(.25);
    }
}
