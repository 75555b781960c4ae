package dev.rebox.report.page;

import dev.rebox.report.drawing.JpegData;
import java.awt.image.BufferedImage;
import java.util.List;

/** Images beside each other, which grow to the whole window when touched. */
public final class Gallery {
    private final Html html = new Html();

    /**
     * An image to show.
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

    /** @param columns images that belong together, e.g. the truth and what was found */
    public Gallery(int columns) {
        html.open("div", "class", "gallery of" + columns);
    }

    /** Images that belong together, with a line about them. */
    public Gallery group(String name, String line, List<Shown> images) {
        html.open("figure", "class", "group");
        html.open("div", "class", "images");
        for (Shown image : images) {
            html.open("label");
            html.empty("input", "type", "checkbox", "aria-label", "enlarge");
            html.empty("img", "src", image.data, "width", image.width, "height", image.height, "alt", image.words);
            html.element("span", image.words).close();
        }
        html.close();
        html.open("figcaption").element("b", name).text(" " + line).close().close();
        return this;
    }

    public Html html() {
        return html.close();
    }
}
