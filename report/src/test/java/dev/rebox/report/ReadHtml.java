package dev.rebox.report;

import dev.rebox.report.page.Html;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A part of a page as a reader finds it. */
public final class ReadHtml {
    private final Element root;

    private ReadHtml(Element root) {
        this.root = root;
    }

    public static ReadHtml of(Html html) throws Exception {
        String xml = "<part>" + html + "</part>";
        return new ReadHtml(DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement());
    }

    /** All words. */
    public String text() {
        return root.getTextContent();
    }

    /** The words of each element of a kind. */
    public List<String> texts(String tag) {
        return elements(root, tag).stream()
                .map(Element::getTextContent)
                .map(String::strip)
                .toList();
    }

    /** An attribute of each element of a kind. */
    public List<String> attributes(String tag, String name) {
        return elements(root, tag).stream().map(e -> e.getAttribute(name)).toList();
    }

    /** The cells of each row of each table, headers included. */
    public List<List<String>> rows() {
        return elements(root, "tr").stream()
                .map(row -> elements(row, "*").stream()
                        .filter(cell -> List.of("td", "th").contains(cell.getTagName()))
                        .map(Element::getTextContent)
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static List<Element> elements(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }
}
