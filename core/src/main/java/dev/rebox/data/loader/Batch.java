package dev.rebox.data.loader;

import java.util.List;

/** The images of one training step; the last batch of an epoch may be smaller than the others. @param step from 0 */
public record Batch(long step, List<Sample> samples) {}
