package dev.rebox.data.voc;

import dev.rebox.box.Box;
import dev.rebox.data.AnnotationException;
import dev.rebox.data.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One annotation file of PASCAL VOC, its classes still by name.
 *
 * @param width pixels as the file says, 0 where it does not say
 */
record VocXml(int width, int height, List<VocObject> objects) {

    /** An object's box is 0-based already, see {@link Box}; the line is that of the object's element. */
    record VocObject(String name, Box box, boolean difficult, boolean truncated, int line) {}

    private static final XMLInputFactory FACTORY = secureFactory();

    /** No external entities and no document types: an annotation file needs neither. */
    private static XMLInputFactory secureFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** @throws AnnotationException naming file and line where it is missing or no VOC annotation */
    static VocXml read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(in);
            try {
                return new Parser(file, xml).annotation();
            } finally {
                xml.close();
            }
        } catch (NoSuchFileException e) {
            throw new AnnotationException(Origin.of(file), "the annotation file is missing", e);
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new AnnotationException(Origin.of(file, line), "this is not well-formed XML" + reason(e), e);
        } catch (IOException e) {
            throw new AnnotationException(Origin.of(file), "cannot be read: " + e.getMessage(), e);
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

    /** Walks through one file from element to element. */
    private record Parser(Path file, XMLStreamReader xml) {

        VocXml annotation() throws XMLStreamException {
            xml.nextTag();
            if (!xml.getLocalName().equals("annotation")) {
                throw fault(line(), "expected <annotation>, found <" + xml.getLocalName() + ">");
            }
            int width = 0;
            int height = 0;
            List<VocObject> objects = new ArrayList<>();
            while (nextChild()) {
                switch (xml.getLocalName()) {
                    case "size" -> {
                        while (nextChild()) {
                            switch (xml.getLocalName()) {
                                case "width" -> width = (int) number("width");
                                case "height" -> height = (int) number("height");
                                default -> skip();
                            }
                        }
                    }
                    case "object" -> objects.add(object());
                    default -> skip();
                }
            }
            // What follows the end must still be XML.
            while (xml.hasNext()) {
                xml.next();
            }
            return new VocXml(width, height, objects);
        }

        private VocObject object() throws XMLStreamException {
            int line = line();
            String name = null;
            Box box = null;
            boolean difficult = false;
            boolean truncated = false;
            while (nextChild()) {
                switch (xml.getLocalName()) {
                    case "name" -> name = name();
                    case "difficult" -> difficult = flag();
                    case "truncated" -> truncated = flag();
                    case "bndbox" -> box = box();
                    default -> skip();
                }
            }
            if (name == null || name.isBlank()) {
                throw fault(line, "an <object> has no <name>");
            }
            if (box == null) {
                throw fault(line, "the object '" + name + "' has no <bndbox>");
            }
            return new VocObject(name, box, difficult, truncated, line);
        }

        private Box box() throws XMLStreamException {
            int line = line();
            double xmin = Double.NaN;
            double ymin = Double.NaN;
            double xmax = Double.NaN;
            double ymax = Double.NaN;
            while (nextChild()) {
                switch (xml.getLocalName()) {
                    case "xmin" -> xmin = number("xmin");
                    case "ymin" -> ymin = number("ymin");
                    case "xmax" -> xmax = number("xmax");
                    case "ymax" -> ymax = number("ymax");
                    default -> skip();
                }
            }
            if (Double.isNaN(xmin + ymin + xmax + ymax)) {
                throw fault(line, "a <bndbox> needs xmin, ymin, xmax and ymax");
            }
            return new Box(xmin - 1, ymin - 1, xmax, ymax);
        }

        /** Blanks are part of a name, so that a check can find them; line breaks come from an editor's indenting. */
        private String name() throws XMLStreamException {
            String text = xml.getElementText();
            return text.indexOf('\n') >= 0 ? text.strip() : text;
        }

        private double number(String element) throws XMLStreamException {
            int line = line();
            String text = xml.getElementText().strip();
            try {
                double value = Double.parseDouble(text);
                if (Double.isFinite(value)) {
                    return value;
                }
                throw fault(line, "<" + element + "> is not finite: '" + text + "'");
            } catch (NumberFormatException e) {
                throw fault(line, "<" + element + "> is not a number: '" + text + "'");
            }
        }

        /** 1 is yes; labelling tools write 0, nothing, or "Unspecified" for no. */
        private boolean flag() throws XMLStreamException {
            return xml.getElementText().strip().equals("1");
        }

        /** On to the next child of the current element; false at the element's end. */
        private boolean nextChild() throws XMLStreamException {
            return xml.nextTag() == XMLStreamConstants.START_ELEMENT;
        }

        private void skip() throws XMLStreamException {
            for (int depth = 1; depth > 0; ) {
                int event = xml.next();
                depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
                depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
            }
        }

        private int line() {
            return xml.getLocation().getLineNumber();
        }

        private AnnotationException fault(int line, String what) {
            return new AnnotationException(Origin.of(file, line), what);
        }
    }
}
