package io.fanin.model.architecture;

import io.fanin.model.Layer;
import io.fanin.model.layer.BatchNorm;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Convolution;
import io.fanin.model.layer.Linear;
import io.fanin.model.layer.Stateless;
import java.util.ArrayList;
import java.util.List;

/// Simonyan and Zisserman 2014, arXiv:1409.1556, table 1. Twins: `torchvision.models.vgg11` to
/// `vgg19` and `vgg11_bn` to `vgg19_bn`.
final class Vgg {
    private static final List<Long> CHANNELS = List.of(64L, 128L, 256L, 512L, 512L);

    private Vgg() {}

    /// @param convolutions how many there are before each pooling
    static Layer model(boolean batchNorm, int... convolutions) {
        List<Layer> features = new ArrayList<>();
        long in = 3;
        for (int stage = 0; stage < convolutions.length; stage++) {
            long out = CHANNELS.get(stage);
            for (int i = 0; i < convolutions[stage]; i++) {
                features.add(Convolution.conv2d(in, out, 3).withPadding(1));
                if (batchNorm) {
                    features.add(BatchNorm.batchNorm2d(out));
                }
                features.add(Vision.relu());
                in = out;
            }
            features.add(Vision.maxPool2d(2, 2, 0));
        }
        return Container.named("VGG")
                .with("features", Container.sequential(features))
                .with("avgpool", Vision.adaptiveAvgPool2d(7, 7))
                .with(
                        "classifier",
                        Container.sequential(
                                new Linear(512 * 7 * 7, 4096),
                                Vision.relu(),
                                Stateless.dropout(0.5),
                                new Linear(4096, 4096),
                                Vision.relu(),
                                Stateless.dropout(0.5),
                                new Linear(4096, Vision.CLASSES)));
    }
}
