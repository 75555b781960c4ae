/** The first stage: anchors, the region proposal network, its loss, and the proposals it makes. */
@NullMarked
package dev.rebox.detector.proposal;

import org.jspecify.annotations.NullMarked;
