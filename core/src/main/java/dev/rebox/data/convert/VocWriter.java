package dev.rebox.data.convert;

import dev.rebox.box.Box;
import dev.rebox.data.Annotation;
import dev.rebox.data.Example;
import dev.rebox.data.ImageFiles;
import dev.rebox.data.LabelMap;
import dev.rebox.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** PASCAL VOC: {@code Annotations/}, {@code JPEGImages/}, {@code ImageSets/Main/}, and the classes in {@code classes.txt}. */
final class VocWriter implements Conversion.Writer {
    @Override
    public Set<Conversion.Mark> marks() {
        return Set.of(Conversion.Mark.DIFFICULT, Conversion.Mark.TRUNCATED);
    }

    @Override
    public String address(Path out, String split) {
        return split.isEmpty() ? out.toString() : out + ":" + split;
    }

    @Override
    public Path imageFolder(String split) {
        return Path.of("JPEGImages");
    }

    @Override
    public void write(Path out, List<Conversion.Part> parts) {
        for (Conversion.Part part : parts) {
            for (Example example : part.data().examples()) {
                Path file = out.resolve("Annotations").resolve(ImageFiles.stem(example.image()) + ".xml");
                AtomicFile.write(file, to -> write(to, example, part.data().labels()));
            }
            if (!part.name().isEmpty()) {
                AtomicFile.write(
                        out.resolve("ImageSets/Main").resolve(part.name() + ".txt"),
                        part.data().examples().stream()
                                .map(example -> ImageFiles.stem(example.image()) + "\n")
                                .collect(Collectors.joining()));
            }
        }
        AtomicFile.write(
                out.resolve("classes.txt"),
                String.join("\n", parts.get(0).data().labels().names()) + "\n");
    }

    private static void write(OutputStream to, Example example, LabelMap labels) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(to, "UTF-8");
            xml.writeStartElement("annotation");
            element(xml, "\n  ", "filename", example.image().getFileName().toString());
            xml.writeCharacters("\n  ");
            xml.writeStartElement("size");
            element(xml, "", "width", Integer.toString(example.width()));
            element(xml, "", "height", Integer.toString(example.height()));
            element(xml, "", "depth", "3");
            xml.writeEndElement();
            for (Annotation annotation : example.annotations()) {
                object(xml, annotation, labels.name(annotation.label()));
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static void object(XMLStreamWriter xml, Annotation annotation, String name) throws XMLStreamException {
        Box box = annotation.box();
        xml.writeCharacters("\n  ");
        xml.writeStartElement("object");
        element(xml, "\n    ", "name", name);
        element(xml, "\n    ", "truncated", annotation.truncated() ? "1" : "0");
        element(xml, "\n    ", "difficult", annotation.difficult() ? "1" : "0");
        xml.writeCharacters("\n    ");
        xml.writeStartElement("bndbox");
        // The format counts pixels from 1, both ends inside.
        element(xml, "", "xmin", number(box.x1() + 1));
        element(xml, "", "ymin", number(box.y1() + 1));
        element(xml, "", "xmax", number(box.x2()));
        element(xml, "", "ymax", number(box.y2()));
        xml.writeEndElement();
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String before, String name, String text)
            throws XMLStreamException {
        xml.writeCharacters(before);
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
