package dev.rebox.report.page;

import dev.rebox.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One report: a title, a few words below it, and sections one after the other, each reached from the list at the top. */
public final class Page {
    private final String title;
    private final String subtitle;
    private final List<Section> sections = new ArrayList<>();

    private record Section(String name, Html content) {}

    public Page(String title, String subtitle) {
        this.title = title;
        this.subtitle = subtitle;
    }

    /** A section with a heading. */
    public Page section(String name, Html content) {
        sections.add(new Section(name, content));
        return this;
    }

    /** Writes the page whole or not at all. */
    public void write(Path file) {
        AtomicFile.write(file, text());
    }

    /** The whole file. */
    public String text() {
        Html html = new Html();
        html.raw("<!DOCTYPE html>\n").open("html", "lang", "en");
        html.open("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", title);
        html.open("style").raw(style()).close().close();
        html.open("body").open("header").element("h1", title).element("p", subtitle, "class", "quiet");
        contents(html);
        html.close().open("main");
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            html.open("section", "id", "s" + i).element("h2", section.name).add(section.content);
            html.close();
        }
        return html.close().close().close().toString();
    }

    private void contents(Html html) {
        html.open("nav");
        for (int i = 1; i < sections.size(); i++) {
            html.element("a", sections.get(i).name, "href", "#s" + i);
        }
        html.close();
    }

    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream("style.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
