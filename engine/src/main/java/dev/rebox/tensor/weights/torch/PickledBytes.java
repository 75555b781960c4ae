package dev.rebox.tensor.weights.torch;

/** Bytes that stand in a pickle: where, and how many. They are not read until somebody wants them. */
record PickledBytes(long position, long length) {}
