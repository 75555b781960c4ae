package dev.rebox.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.TestData;
import dev.rebox.data.image.ImageDecoder;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ImageNet weights with the conventions of their metadata name what is plainly to be seen. */
class ProbeTest {
    @ParameterizedTest
    @CsvSource({
        "mobilenet_v1, 2007_000033, 404", // airliner
        "mobilenet_v1, 2007_000528, 281", // tabby cat
        "mobilenet_v1, 2007_000676, 348", // ram
        "mobilenet_v1, 2007_000042, 705", // passenger car of a train
        "mobilenet_v1, 2007_000187, 527", // desktop computer
        "resnet50, 2007_000033, 404",
        "resnet50, 2007_000528, 281",
        "resnet50, 2007_000676, 348",
        "resnet50, 2007_000042, 547", // electric locomotive
        "resnet50, 2007_000187, 527",
    })
    void thePretrainedBackbonesClassifyImages(String backbone, String name, int expected) {
        Path weights = TestData.needed("weights/" + backbone + "_imagenet.safetensors");
        Path file = TestData.needed("data/voc2012-sample/JPEGImages/" + name + ".jpg");
        Probe probe = Probe.of(weights, backbone, 1, ImageDecoder.read(file), "cpu");
        assertThat(probe.top5().get(0).index())
                .as(probe.top5().stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .isEqualTo(expected);
        assertThat(Stream.of(probe.features(), probe.tail()))
                .extracting(Probe.Statistics::shape)
                .allMatch(shape -> shape.get(0) == 1);
    }
}
