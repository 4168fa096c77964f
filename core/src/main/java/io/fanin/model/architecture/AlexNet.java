package io.fanin.model.architecture;

import static io.fanin.model.architecture.Vision.maxPool2d;
import static io.fanin.model.architecture.Vision.relu;
import static io.fanin.model.layer.Convolution.conv2d;

import io.fanin.model.Layer;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Linear;
import io.fanin.model.layer.Stateless;

/// Krizhevsky 2014, arXiv:1404.5997. Twin: `torchvision.models.alexnet`.
final class AlexNet {
    private AlexNet() {}

    static Layer model() {
        return Container.named("AlexNet")
                .with(
                        "features",
                        Container.sequential(
                                conv2d(3, 64, 11).withStride(4).withPadding(2),
                                relu(),
                                maxPool2d(3, 2, 0),
                                conv2d(64, 192, 5).withPadding(2),
                                relu(),
                                maxPool2d(3, 2, 0),
                                conv2d(192, 384, 3).withPadding(1),
                                relu(),
                                conv2d(384, 256, 3).withPadding(1),
                                relu(),
                                conv2d(256, 256, 3).withPadding(1),
                                relu(),
                                maxPool2d(3, 2, 0)))
                .with("avgpool", Vision.adaptiveAvgPool2d(6, 6))
                .with(
                        "classifier",
                        Container.sequential(
                                Stateless.dropout(0.5),
                                new Linear(256 * 6 * 6, 4096),
                                relu(),
                                Stateless.dropout(0.5),
                                new Linear(4096, 4096),
                                relu(),
                                new Linear(4096, Vision.CLASSES)));
    }
}
