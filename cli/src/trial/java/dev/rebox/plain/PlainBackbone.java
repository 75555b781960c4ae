package dev.rebox.plain;

import dev.rebox.error.ConfigException;
import org.bytedeco.pytorch.Tensor;

/** A backbone of torch.nn modules, with the tail for crops. */
public interface PlainBackbone {
    /** @param width of MobileNet @param map where the feature map's modules go @param tail where the tail's go */
    static PlainBackbone create(String name, double width, Place map, Place tail) {
        return switch (name) {
            case "mobilenet_v1" -> new PlainMobileNet(width, map, tail);
            case "resnet50" -> new PlainResNet50(map, tail);
            default -> throw new ConfigException("there is no plain " + name + ": take mobilenet_v1 or resnet50");
        };
    }

    int featureChannels();

    int tailChannels();

    /** [B, 3, H, W] to [B, C, H / 16, W / 16]. */
    Tensor features(Tensor images);

    /** [N, C, S, S] to [N, D, S', S']. */
    Tensor tail(Tensor crops);

    /** Multiply-adds a cell of the tail's layers that Rebox runs over the map, where this one runs them over crops. */
    long sharedWork();
}
