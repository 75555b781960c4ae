package dev.rebox.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void textAndAttributesAreEscaped() {
        Html html = new Html().element("p", "a < b & \"c\"", "title", "<i>'x'</i>");
        assertThat(html.toString())
                .isEqualTo("<p title=\"&lt;i&gt;&#39;x&#39;&lt;/i&gt;\">a &lt; b &amp; &quot;c&quot;</p>\n");
    }

    @Test
    void whatXmlDoesNotKnowBecomesAQuestionMark() {
        assertThat(Html.escape("a\u0000b\u001bc\ttab\uD83D\uDE00\uD83D")).isEqualTo("a?b?c\ttab\uD83D\uDE00?");
    }

    @Test
    void anElementLeftOpenIsRefused() {
        assertThatThrownBy(() -> new Html().open("div").open("p").close().toString())
                .hasMessage("<div> is still open");
    }

    @Test
    void elementsCloseFromTheInnermostOutwards() {
        Html inner = new Html().empty("br").text("<");
        assertThat(new Html().open("a").open("b", "id", 1).add(inner).close().close())
                .hasToString("<a><b id=\"1\"><br/>\n&lt;</b>\n</a>\n");
    }

    @Test
    void anUnfinishedPartIsNotTakenOver() {
        Html unfinished = new Html().open("td");
        assertThatThrownBy(() -> new Html().add(unfinished)).hasMessage("<td> is still open");
    }
}
