/**
 * The networks that detectors stand on: ResNet, MobileNet v1, Inception-ResNet-v2, each cut into a feature map of stride
 * 16 and a tail that runs on regions of it. Parameters carry timm's and torchvision's names.
 */
@NullMarked
package dev.rebox.backbone;

import org.jspecify.annotations.NullMarked;
