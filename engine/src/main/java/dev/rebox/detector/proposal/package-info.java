/** The first stage: anchors, the region proposal network, its loss, and the proposals it makes. */
package dev.rebox.detector.proposal;
