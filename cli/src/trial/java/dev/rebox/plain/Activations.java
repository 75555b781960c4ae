package dev.rebox.plain;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.ReLU6Impl;
import org.bytedeco.pytorch.ReLU6Options;
import org.bytedeco.pytorch.ReLUImpl;
import org.bytedeco.pytorch.ReLUOptions;
import org.bytedeco.pytorch.Tensor;

/** torch.nn's activations, in place as torchvision's networks have them. */
final class Activations {
    static final UnaryOperator<Tensor> NONE = x -> x;

    private Activations() {}

    static UnaryOperator<Tensor> relu() {
        return new ReLUImpl(new ReLUOptions(true))::forward;
    }

    static UnaryOperator<Tensor> relu6() {
        return new ReLU6Impl(new ReLU6Options(true))::forward;
    }
}
