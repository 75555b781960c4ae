package dev.rebox.export.graph;

/** What flows between the nodes of a graph: an input, a constant or the output of a node, by its name. */
public record Value(String name) {}
