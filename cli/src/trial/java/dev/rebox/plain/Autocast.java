package dev.rebox.plain;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** libtorch's autocast to bfloat16 on the processor, for this thread, as Python's {@code with torch.autocast("cpu")}. */
public final class Autocast implements AutoCloseable {
    private final boolean on;

    /** @param on false does nothing */
    public Autocast(boolean on) {
        this.on = on;
        if (on) {
            torch.set_autocast_dtype(DeviceType.CPU, ScalarType.BFloat16);
            torch.set_autocast_enabled(DeviceType.CPU, true);
        }
    }

    /** Forgets the cast weights too. */
    @Override
    public void close() {
        if (on) {
            torch.clear_cache();
            torch.set_autocast_enabled(DeviceType.CPU, false);
        }
    }
}
