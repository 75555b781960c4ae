package dev.rebox.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rebox.report.SelfContained;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PageTest {
    @TempDir
    Path folder;

    @Test
    void theListAtTheTopLeadsToAllSectionsButTheFirst() throws Exception {
        Document page = written(new Page("runs", "")
                .section("Result", new Html().element("p", "good"))
                .section("Errors", new Html().element("p", "few"))
                .section("Settings", new Html()));
        assertThat(page.getElementsByTagName("a").getLength()).isEqualTo(2);
        Element link = (Element) page.getElementsByTagName("a").item(0);
        assertThat(link.getAttribute("href")).isEqualTo("#s1");
        assertThat(link.getTextContent()).isEqualTo("Errors");
        Element section = (Element) page.getElementsByTagName("section").item(1);
        assertThat(section.getAttribute("id")).isEqualTo("s1");
        assertThat(section.getTextContent()).isEqualTo("Errors\nfew\n");
    }

    @Test
    void titleSubtitleAndHeadingsAreEscaped() throws Exception {
        Document page = written(new Page("a<b>", "c&d").section("e<f>", new Html()));
        assertThat(page.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("a<b>");
        assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("a<b>");
        assertThat(page.getElementsByTagName("p").item(0).getTextContent()).isEqualTo("c&d");
        assertThat(page.getElementsByTagName("h2").item(0).getTextContent()).isEqualTo("e<f>");
    }

    @Test
    void thePageBringsItsOwnColoursForAllLines() {
        String style = new Page("", "").text();
        for (int color = 0; color < LinePlot.COLORS; color++) {
            assertThat(style).contains("--line" + color + ":");
        }
        assertThat(style).contains("--better:", "--worse:", "--heat:", "--quiet:");
    }

    private Document written(Page page) throws Exception {
        Path file = folder.resolve("new/page.html");
        page.write(file);
        return SelfContained.check(file);
    }
}
