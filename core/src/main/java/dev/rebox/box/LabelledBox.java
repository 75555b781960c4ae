package dev.rebox.box;

/** A box and its class 1..K: all that the recycled labels are made of. */
public record LabelledBox(Box box, int label) {}
