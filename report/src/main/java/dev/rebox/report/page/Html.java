package dev.rebox.report.page;

import java.util.ArrayDeque;
import java.util.Deque;

/** HTML written from top to bottom; every text and attribute is escaped, every element closed: it is well-formed XML too. */
public final class Html {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element. @param attributes names and values in turn */
    public Html open(String tag, Object... attributes) {
        begin(tag, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    /** Closes the element opened last. */
    public Html close() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** An element that holds nothing but text. */
    public Html element(String tag, Object text, Object... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** An element without content. */
    public Html empty(String tag, Object... attributes) {
        begin(tag, attributes);
        out.append("/>\n");
        return this;
    }

    public Html text(Object text) {
        out.append(escape(String.valueOf(text)));
        return this;
    }

    /** What another has written. */
    public Html add(Html other) {
        out.append(other);
        return this;
    }

    /** Text that is taken as it is: style sheets. */
    Html raw(String text) {
        out.append(text);
        return this;
    }

    /** All that was written. @throws IllegalStateException where an element is still open */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("<" + open.peek() + "> is still open");
        }
        return out.toString();
    }

    private void begin(String tag, Object... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            out.append(escape(String.valueOf(attributes[i + 1]))).append('"');
        }
    }

    /** Text as it may stand anywhere; characters that XML does not know, such as control characters, become a question mark. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isXml(c) ? c : '?');
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && c < 0xD800 || c == '\n' || c == '\t' || c >= 0xE000 && c < 0xFFFE || c >= 0x10000;
    }
}
