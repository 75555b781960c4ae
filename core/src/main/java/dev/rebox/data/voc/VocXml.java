package dev.rebox.data.voc;

import dev.rebox.box.Box;
import dev.rebox.data.AnnotationException;
import dev.rebox.data.Numbers;
import dev.rebox.data.Origin;
import dev.rebox.data.PointsBox;
import dev.rebox.error.DataException;
import dev.rebox.file.MalformedFile;
import dev.rebox.file.XmlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One annotation file of PASCAL VOC, its classes still by name.
 *
 * @param fileName of the image, as the file says; empty where it does not say
 * @param width pixels as the file says, 0 where it does not say
 * @param faults of objects that cannot be read, which are left out
 */
record VocXml(String fileName, int width, int height, List<VocObject> objects, List<AnnotationException> faults) {

    /** An object's box is 0-based already, see {@link Box}; the line is that of the object's element. */
    record VocObject(String name, Box box, boolean difficult, boolean truncated, int line) {}

    /** @throws AnnotationException naming file and line where it is missing or no VOC annotation */
    static VocXml read(Path file) {
        try {
            return XmlFile.read(file, xml -> new Parser(file, xml).annotation());
        } catch (MalformedFile e) {
            throw new AnnotationException(Origin.of(file, e.line()), e.what(), e);
        }
    }

    /** Whether a file's root is that of this format; a file that is not XML may be meant to be one. */
    static boolean isVoc(Path file) {
        try {
            return XmlFile.root(file).equals("annotation");
        } catch (DataException e) {
            return true;
        }
    }

    /** Walks through one file from element to element. */
    private static final class Parser {
        private final Path file;
        private final XMLStreamReader xml;
        private final List<VocObject> objects = new ArrayList<>();
        private final List<AnnotationException> faults = new ArrayList<>();

        Parser(Path file, XMLStreamReader xml) {
            this.file = file;
            this.xml = xml;
        }

        VocXml annotation() throws XMLStreamException {
            if (!xml.getLocalName().equals("annotation")) {
                throw fault(line(), "expected <annotation>, found <" + xml.getLocalName() + ">");
            }
            int width = 0;
            int height = 0;
            String fileName = "";
            while (nextChild()) {
                switch (xml.getLocalName()) {
                    case "filename" -> fileName = text().strip();
                    case "size" -> {
                        Map<String, String> size = children();
                        width = pixels(size.get("width"));
                        height = pixels(size.get("height"));
                    }
                    case "object" -> object();
                    default -> skip();
                }
            }
            boolean sized = width > 0 && height > 0;
            return new VocXml(fileName, sized ? width : 0, sized ? height : 0, objects, faults);
        }

        /** A size that is not a number is read from the image. */
        private static int pixels(@Nullable String text) {
            double value = text == null ? 0 : Numbers.finite(text);
            return value > 0 ? (int) value : 0;
        }

        /** Reads an object to its end, whatever is wrong with it. */
        private void object() throws XMLStreamException {
            int line = line();
            int boxLine = line;
            String name = "";
            Map<String, String> box = null;
            Map<String, String> rotated = null;
            Map<String, String> polygon = null;
            boolean difficult = false;
            boolean truncated = false;
            while (nextChild()) {
                switch (xml.getLocalName()) {
                    case "name" -> name = name();
                    case "difficult" -> difficult = flag();
                    case "truncated" -> truncated = flag();
                    case "bndbox" -> {
                        boxLine = line();
                        box = children();
                    }
                    case "robndbox" -> rotated = children();
                    case "polygon" -> polygon = children();
                    default -> skip();
                }
            }
            try {
                if (name.isBlank()) {
                    throw fault(line, "an <object> has no <name>");
                }
                Optional<Box> place = box != null ? Optional.of(box(box, boxLine)) : around(rotated, polygon);
                if (place.isEmpty()) {
                    throw fault(line, "the object '" + name + "' has no <bndbox>");
                }
                objects.add(new VocObject(name, place.get(), difficult, truncated, line));
            } catch (AnnotationException e) {
                faults.add(e);
            }
        }

        private Box box(Map<String, String> sides, int line) {
            double[] corners = new double[4];
            List<String> names = List.of("xmin", "ymin", "xmax", "ymax");
            for (int i = 0; i < 4; i++) {
                String text = sides.get(names.get(i));
                if (text == null || text.isBlank()) {
                    throw fault(line, "a <bndbox> needs xmin, ymin, xmax and ymax");
                }
                corners[i] = Numbers.finite(text);
                if (Double.isNaN(corners[i])) {
                    throw fault(line, "<" + names.get(i) + "> is not a number: '" + text + "'");
                }
            }
            return new Box(corners[0] - 1, corners[1] - 1, corners[2], corners[3]);
        }

        /** The box around a rotated box (roLabelImg) or a polygon (x1, y1, x2, y2, ...), which some tools write alone. */
        private static Optional<Box> around(
                @Nullable Map<String, String> rotated, @Nullable Map<String, String> polygon) {
            if (rotated != null) {
                double radians = number(rotated, "angle");
                Box box = PointsBox.rotated(
                        number(rotated, "cx"),
                        number(rotated, "cy"),
                        number(rotated, "w"),
                        number(rotated, "h"),
                        Math.toDegrees(radians));
                return Double.isNaN(box.area()) ? Optional.empty() : Optional.of(box);
            }
            PointsBox box = new PointsBox();
            for (int i = 1; polygon != null && polygon.containsKey("x" + i); i++) {
                box.add(number(polygon, "x" + i), number(polygon, "y" + i));
            }
            // The format counts pixels from 1, both ends inside.
            return box.box().map(b -> new Box(b.x1() - 1, b.y1() - 1, b.x2(), b.y2()));
        }

        private static double number(Map<String, String> texts, String name) {
            return Numbers.finite(texts.getOrDefault(name, ""));
        }

        /** Blanks are part of a name, so that a check can find them; line breaks come from an editor's indenting. */
        private String name() throws XMLStreamException {
            String text = text();
            return text.indexOf('\n') >= 0 ? text.strip() : text;
        }

        /** 1 is yes; labelling tools write 0, nothing, or "Unspecified" for no. */
        private boolean flag() throws XMLStreamException {
            String text = text().strip();
            return text.equals("1") || text.equalsIgnoreCase("true");
        }

        /** The texts of the current element's children, by name; of several of one name the first. */
        private Map<String, String> children() throws XMLStreamException {
            Map<String, String> texts = new HashMap<>();
            while (nextChild()) {
                String name = xml.getLocalName();
                texts.putIfAbsent(name, text());
            }
            return texts;
        }

        /** The text of the current element and of all within it; its end is current then. */
        private String text() throws XMLStreamException {
            StringBuilder text = new StringBuilder();
            for (int depth = 1; depth > 0; ) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> depth++;
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                    default -> {}
                }
            }
            return text.toString();
        }

        /** On to the next child of the current element, texts passed over; false at the element's end. */
        private boolean nextChild() throws XMLStreamException {
            while (true) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        return true;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        return false;
                    }
                    default -> {}
                }
            }
        }

        private void skip() throws XMLStreamException {
            text();
        }

        private int line() {
            return xml.getLocation().getLineNumber();
        }

        private AnnotationException fault(int line, String what) {
            return new AnnotationException(Origin.of(file, line), what);
        }
    }
}
