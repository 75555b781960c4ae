/** Images in TAR archives, as WebDataset lays them out: read where they lie, never unpacked. */
@NullMarked
package dev.rebox.data.shard;

import org.jspecify.annotations.NullMarked;
