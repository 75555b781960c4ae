package dev.rebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    Path root;

    private int status;

    /** What the command writes on standard output; its exit status goes to {@link #status}. */
    private String output(String... args) {
        CommandOutput output = CommandOutput.by(args);
        status = output.status();
        return output.out();
    }

    private String dataset() throws IOException {
        Files.createDirectories(root.resolve("Annotations"));
        Files.writeString(root.resolve("Annotations/a.xml"), """
                <annotation><size><width>100</width><height>80</height></size>
                <object><name>dog</name>
                <bndbox><xmin>1</xmin><ymin>1</ymin><xmax>50</xmax><ymax>50</ymax></bndbox></object></annotation>
                """);
        return root.toString();
    }

    @Test
    void printsOneJsonDocumentAndFailsOnErrors() throws IOException {
        JsonNode json = new ObjectMapper().readTree(output("check", dataset(), "--json"));
        assertThat(status).isEqualTo(3);
        assertThat(json.at("/images").asInt()).isEqualTo(1);
        assertThat(json.at("/boxes").asInt()).isEqualTo(1);
        assertThat(json.at("/classes/dog").asInt()).isEqualTo(1);
        JsonNode problem = json.at("/problems/0");
        assertThat(problem.get("image").asText()).isEqualTo("a");
        assertThat(problem.get("file").asText()).endsWith("a.xml");
        assertThat(problem.get("line").isNull()).isTrue();
        assertThat(problem.get("kind").asText()).isEqualTo("missing-image");
        assertThat(problem.get("severity").asText()).isEqualTo("error");
    }

    @Test
    void printsTablesForPeople() throws IOException {
        assertThat(output("check", dataset(), "--format", "voc"))
                .contains("images 1, boxes 1, classes 1")
                .contains("error missing-image: 1");
    }

    @Test
    void whatIsNotThereHasTheStatusOfUnusableData() {
        output("check", root + "/nothing");
        assertThat(status).isEqualTo(3);
    }
}
