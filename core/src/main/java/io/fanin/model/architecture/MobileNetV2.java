package io.fanin.model.architecture;

import io.fanin.model.Layer;
import io.fanin.model.layer.BatchNorm;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Convolution;
import io.fanin.model.layer.Linear;
import io.fanin.model.layer.Stateless;
import java.util.ArrayList;
import java.util.List;

/// Sandler et al. 2018, arXiv:1801.04381, table 2. Twin: `torchvision.models.mobilenet_v2`.
final class MobileNetV2 {
    /// Blocks of one kind in a row.
    ///
    /// @param expansion how many times a block's input channels its hidden ones are
    /// @param stride the first block's
    private record Stage(long expansion, long channels, int blocks, long stride) {}

    private static final List<Stage> STAGES =
            List.of(
                    new Stage(1, 16, 1, 1),
                    new Stage(6, 24, 2, 2),
                    new Stage(6, 32, 3, 2),
                    new Stage(6, 64, 4, 2),
                    new Stage(6, 96, 3, 1),
                    new Stage(6, 160, 3, 2),
                    new Stage(6, 320, 1, 1));

    private static final long LAST = 1280;

    private MobileNetV2() {}

    static Layer model() {
        List<Layer> features = new ArrayList<>();
        long in = 32;
        features.add(activated(convolution(3, in, 3).withStride(2), in));
        for (Stage stage : STAGES) {
            for (int i = 0; i < stage.blocks; i++) {
                features.add(block(in, stage, i == 0 ? stage.stride : 1));
                in = stage.channels;
            }
        }
        features.add(activated(convolution(in, LAST, 1), LAST));
        return Container.named("MobileNetV2")
                .with("features", Container.sequential(features))
                .with(
                        "classifier",
                        Container.sequential(
                                Stateless.dropout(0.2), new Linear(LAST, Vision.CLASSES)));
    }

    private static Layer block(long in, Stage stage, long stride) {
        long hidden = in * stage.expansion;
        List<Layer> conv = new ArrayList<>();
        if (stage.expansion != 1) {
            conv.add(activated(convolution(in, hidden, 1), hidden));
        }
        Convolution depthwise = convolution(hidden, hidden, 3).withStride(stride);
        conv.add(activated(depthwise.withGroups(hidden), hidden));
        conv.add(convolution(hidden, stage.channels, 1));
        conv.add(BatchNorm.batchNorm2d(stage.channels));
        return Container.named("InvertedResidual").with("conv", Container.sequential(conv));
    }

    private static Layer activated(Convolution convolution, long out) {
        return Container.named("Conv2dNormActivation")
                .with("0", convolution)
                .with("1", BatchNorm.batchNorm2d(out))
                .with("2", Vision.relu6());
    }

    private static Convolution convolution(long in, long out, long kernelSize) {
        return Convolution.conv2d(in, out, kernelSize).withPadding(kernelSize / 2).withBias(false);
    }
}
