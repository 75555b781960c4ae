package dev.rebox.data.augment;

import dev.rebox.box.Box;
import dev.rebox.box.mask.MaskMoves;
import dev.rebox.data.image.RgbImage;

/** Turns by 90 degrees: for images that have no up and down, such as those through a microscope or from above. */
final class Turn {
    private Turn() {}

    /** @param quarters clockwise, 0 to 3 */
    static BoxedImage of(BoxedImage from, int quarters) {
        BoxedImage turned = from;
        for (int i = 0; i < quarters; i++) {
            turned = clockwise(turned);
        }
        return turned;
    }

    /** What was at the left is above then, what was below is at the left. */
    private static BoxedImage clockwise(BoxedImage from) {
        int width = from.height();
        int height = from.width();
        byte[] source = from.image().rgb();
        byte[] turned = new byte[source.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                System.arraycopy(source, ((width - 1 - x) * height + y) * 3, turned, (y * width + x) * 3, 3);
            }
        }
        return new BoxedImage(
                new RgbImage(width, height, turned),
                from.moved(b -> new Box(width - b.y2(), b.x1(), width - b.y1(), b.x2()), MaskMoves::clockwise));
    }
}
