package dev.rebox.detector;

import dev.rebox.backbone.Normalization;
import dev.rebox.data.image.RgbImage;
import dev.rebox.region.PaddedSize;
import dev.rebox.tensor.Precision;
import dev.rebox.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Images as the backbone takes them: normalised, padded with zeros to a common frame.
 *
 * @param images [B, 3, H, W] channels last
 */
record ImageBatch(Tensor images, PaddedSize frame) {
    static ImageBatch of(List<RgbImage> images, Normalization normalization, Precision precision, Device device) {
        PaddedSize frame = PaddedSize.around(
                images.stream().mapToInt(RgbImage::width).toArray(),
                images.stream().mapToInt(RgbImage::height).toArray());
        TensorVector padded = new TensorVector();
        for (RgbImage image : images) {
            Tensor bytes = Tensors.bytes(image.rgb(), device, 1, image.height(), image.width(), 3);
            padded.push_back(torch.constant_pad_nd(
                    normalization.apply(bytes), 0, frame.width() - image.width(), 0, frame.height() - image.height()));
        }
        Tensor together = padded.size() == 1 ? padded.get(0) : torch.cat(padded, 0);
        return new ImageBatch(together.to(precision.type()).contiguous(torch.MemoryFormat.ChannelsLast), frame);
    }
}
