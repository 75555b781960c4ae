package dev.rebox.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.report.ReadHtml;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class GalleryTest {
    @Test
    void imagesThatBelongTogetherStandOverTheirLine() throws Exception {
        BufferedImage wide = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        BufferedImage tall = new BufferedImage(5, 8, BufferedImage.TYPE_INT_RGB);
        ReadHtml html = ReadHtml.of(new Gallery(2)
                .group(
                        "<7>",
                        "1 of 2 objects found",
                        List.of(Gallery.Shown.of(wide, "truth"), Gallery.Shown.of(tall, "found")))
                .html());
        assertThat(html.attributes("div", "class")).containsExactly("gallery of2", "images");
        assertThat(html.attributes("img", "alt")).containsExactly("truth", "found");
        assertThat(html.attributes("img", "width")).containsExactly("20", "5");
        assertThat(html.attributes("img", "height")).containsExactly("10", "8");
        assertThat(html.texts("figcaption")).containsExactly("<7>\n 1 of 2 objects found");
    }
}
