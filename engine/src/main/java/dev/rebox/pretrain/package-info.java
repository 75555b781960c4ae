/** A start for the backbone where no ImageNet weights are at hand: it learns to classify what the boxes show. */
@NullMarked
package dev.rebox.pretrain;

import org.jspecify.annotations.NullMarked;
