package dev.rebox.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rebox.error.ConfigException;
import dev.rebox.error.ReboxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvalidValuesTest {
    @Test
    void theFirstLossThatIsNoNumberIsNamed() {
        Map<String, Float> losses = new LinkedHashMap<>();
        losses.put("class", 1f);
        assertThat(InvalidValues.loss(losses)).isEmpty();
        losses.put("box", Float.POSITIVE_INFINITY);
        losses.put("closeness", Float.NaN);
        assertThat(InvalidValues.loss(losses)).contains("loss 'box'");
    }

    @Test
    void stopStopsAtTheFirst() {
        assertThatThrownBy(() -> new InvalidValues("stop").met(7, "loss 'box'", List.of()))
                .isInstanceOf(ReboxException.class)
                .hasMessageContaining("step 7: loss 'box' is not a finite number")
                .hasMessageContaining("Nothing of this step was applied");
    }

    @Test
    void someMayBeLeftOutEvenWhenTheRunWentOnInBetween() {
        InvalidValues first = new InvalidValues("skip 2");
        first.met(1, "loss 'box'", List.of());
        InvalidValues resumed = new InvalidValues("skip 2");
        resumed.skipped(first.skipped());
        resumed.met(2, "loss 'box'", List.of());
        assertThat(resumed.skipped()).isEqualTo(2);
        assertThatThrownBy(() -> resumed.met(3, "loss 'box'", List.of())).isInstanceOf(ReboxException.class);
    }

    @Test
    void anotherPolicyIsRefused() {
        assertThatThrownBy(() -> new InvalidValues("ignore")).isInstanceOf(ConfigException.class);
    }
}
