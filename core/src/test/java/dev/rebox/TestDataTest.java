package dev.rebox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TestDataTest {
    @Test
    void liesBesideTheCheckoutOrWhereTheVariableSays() {
        assertThat(TestData.folder(null)).isEqualTo(Path.of("../../shared"));
        assertThat(TestData.folder(" ")).isEqualTo(Path.of("../../shared"));
        assertThat(TestData.folder("/somewhere/else")).isEqualTo(Path.of("/somewhere/else"));
    }
}
