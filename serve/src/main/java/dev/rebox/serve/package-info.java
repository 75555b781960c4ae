/**
 * A trained detector as a web service: {@link dev.rebox.serve.DetectionServer}. A request passes these stations: who may ask
 * ({@code AccessControl}), how much is read ({@code BodyReader}), what of it are images ({@code Uploads}), whether their headers are
 * acceptable ({@code Upload}), who computes ({@code DetectionQueue}), and with which model ({@code ServedModel}).
 */
@NullMarked
package dev.rebox.serve;

import org.jspecify.annotations.NullMarked;
