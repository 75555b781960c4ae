package dev.rebox.file;

import dev.rebox.error.DataException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML in the encoding that it names, UTF-8 if none. Document types are read over; nothing outside the file is opened. */
public final class XmlFile {
    private static final Pattern ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

    private static final XMLInputFactory FACTORY = factory();

    private XmlFile() {}

    /** What is made of a document. */
    public interface Content<T> {
        /** @param xml stands at the start of the root element */
        T read(XMLStreamReader xml) throws XMLStreamException;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * Reads a document to its end.
     *
     * @throws MalformedFile where it is not well-formed
     * @throws DataException where the file is missing or cannot be read
     */
    public static <T> T read(Path file, Content<T> content) {
        String text = text(file);
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new StringReader(text));
            try {
                toRoot(xml);
                T read = content.read(xml);
                while (xml.hasNext()) {
                    xml.next(); // what follows must still be XML
                }
                return read;
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
            throw new MalformedFile(file, line, "this is not well-formed XML" + reason(e), e);
        } catch (RuntimeException e) {
            if (e instanceof DataException known) {
                throw known;
            }
            throw new MalformedFile(file, 0, "this is not well-formed XML", e); // the parser's own failure
        }
    }

    /** The name of the root element. @throws DataException as {@link #read} */
    public static String root(Path file) {
        String text = text(file);
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new StringReader(text));
            toRoot(xml);
            return xml.getLocalName();
        } catch (XMLStreamException e) {
            throw new MalformedFile(file, 0, "this is not well-formed XML" + reason(e), e);
        }
    }

    private static void toRoot(XMLStreamReader xml) throws XMLStreamException {
        while (!xml.isStartElement()) {
            xml.next();
        }
    }

    private static String text(Path file) {
        byte[] bytes = TextFile.bytes(file);
        Optional<Charset> named = encoding(bytes);
        if (named.isPresent() && !named.get().equals(StandardCharsets.UTF_8) && !TextFile.hasMark(bytes)) {
            return new String(bytes, named.get());
        }
        return TextFile.decode(file, bytes);
    }

    /** The encoding in the XML declaration, if it is one that Java knows. */
    private static Optional<Charset> encoding(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(200, bytes.length), StandardCharsets.ISO_8859_1);
        Matcher matcher = ENCODING.matcher(start);
        if (!matcher.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(matcher.group(1)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** The parser's words behind "Message: ", without its own line and column. */
    private static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int start = message.indexOf("Message: ");
        return start < 0
                ? ""
                : ": "
                        + message.substring(start + 9)
                                .lines()
                                .findFirst()
                                .orElse("")
                                .strip();
    }
}
