package dev.rebox.report.page;

import dev.rebox.report.picture.JpegData;
import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures beside each other, which grow to the whole window when touched. */
public final class Gallery {
    private final Html html = new Html();

    /**
     * A picture to show.
     *
     * @param data its address, see {@link JpegData}
     * @param words what is seen, for those who cannot see it, and above it
     */
    public record Shown(String data, int width, int height, String words) {
        private static final double QUALITY = .8;

        public static Shown of(BufferedImage drawing, String words) {
            return new Shown(JpegData.uri(drawing, QUALITY), drawing.getWidth(), drawing.getHeight(), words);
        }
    }

    /** @param columns pictures that belong together, e.g. the truth and what was found */
    public Gallery(int columns) {
        html.open("div", "class", "gallery of" + columns);
    }

    /** Pictures that belong together, with a line about them. */
    public Gallery group(String name, String line, List<Shown> pictures) {
        html.open("figure", "class", "group");
        html.open("div", "class", "pictures");
        for (Shown picture : pictures) {
            html.open("label");
            html.empty("input", "type", "checkbox", "aria-label", "enlarge");
            html.empty(
                    "img", "src", picture.data, "width", picture.width, "height", picture.height, "alt", picture.words);
            html.element("span", picture.words).close();
        }
        html.close();
        html.open("figcaption").element("b", name).text(" " + line).close().close();
        return this;
    }

    public Html html() {
        return html.close();
    }
}
