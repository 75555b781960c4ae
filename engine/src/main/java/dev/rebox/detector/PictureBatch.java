package dev.rebox.detector;

import dev.rebox.backbone.Normalization;
import dev.rebox.data.picture.Picture;
import dev.rebox.region.PaddedSize;
import dev.rebox.tensor.Precision;
import dev.rebox.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Pictures as the backbone takes them: normalised, padded with zeros to a common frame.
 *
 * @param images [B, 3, H, W] channels last
 */
record PictureBatch(Tensor images, PaddedSize frame) {
    static PictureBatch of(List<Picture> pictures, Normalization normalization, Precision precision, Device device) {
        PaddedSize frame = PaddedSize.around(
                pictures.stream().mapToInt(Picture::width).toArray(),
                pictures.stream().mapToInt(Picture::height).toArray());
        TensorVector padded = new TensorVector();
        for (Picture picture : pictures) {
            Tensor bytes = Tensors.bytes(picture.rgb(), device, 1, picture.height(), picture.width(), 3);
            padded.push_back(torch.constant_pad_nd(
                    normalization.apply(bytes),
                    0,
                    frame.width() - picture.width(),
                    0,
                    frame.height() - picture.height()));
        }
        Tensor images = padded.size() == 1 ? padded.get(0) : torch.cat(padded, 0);
        return new PictureBatch(images.to(precision.type()).contiguous(torch.MemoryFormat.ChannelsLast), frame);
    }
}
