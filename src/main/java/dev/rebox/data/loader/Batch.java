package dev.rebox.data.loader;

import java.util.List;

public record Batch(long step, List<Sample> samples) {}
