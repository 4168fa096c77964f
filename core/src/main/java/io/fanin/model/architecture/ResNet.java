package io.fanin.model.architecture;

import io.fanin.model.Construction;
import io.fanin.model.Construction.Child;
import io.fanin.model.Layer;
import io.fanin.model.layer.BatchNorm;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Convolution;
import io.fanin.model.layer.Linear;
import java.util.ArrayList;
import java.util.List;

/// He et al. 2015, arXiv:1512.03385, table 1, with a bottleneck's stride at its 3 × 3 convolution.
/// Twins: `torchvision.models.resnet18` to `resnet152`.
final class ResNet {
    private ResNet() {}

    /// @param blocks how many there are in each of the four stages
    static Layer model(boolean bottleneck, int... blocks) {
        Container model =
                Container.named("ResNet")
                        .with(
                                "conv1",
                                Convolution.conv2d(3, 64, 7)
                                        .withStride(2)
                                        .withPadding(3)
                                        .withBias(false))
                        .with("bn1", BatchNorm.batchNorm2d(64))
                        .with("relu", Vision.relu())
                        .with("maxpool", Vision.maxPool2d(3, 2, 1));
        long in = 64;
        long planes = 64;
        for (int stage = 1; stage <= blocks.length; stage++) {
            long out = bottleneck ? 4 * planes : planes;
            List<Layer> layer = new ArrayList<>();
            for (int i = 0; i < blocks[stage - 1]; i++) {
                layer.add(block(bottleneck, in, planes, out, i == 0 && stage > 1 ? 2 : 1));
                in = out;
            }
            model = model.with("layer" + stage, Container.sequential(layer));
            planes *= 2;
        }
        return model.with("avgpool", Vision.adaptiveAvgPool2d(1, 1))
                .with("fc", new Linear(in, Vision.CLASSES));
    }

    private static Layer block(boolean bottleneck, long in, long planes, long out, long stride) {
        Container block =
                bottleneck
                        ? Container.named("Bottleneck")
                                .with("conv1", conv1x1(in, planes, 1))
                                .with("bn1", BatchNorm.batchNorm2d(planes))
                                .with("conv2", conv3x3(planes, planes, stride))
                                .with("bn2", BatchNorm.batchNorm2d(planes))
                                .with("conv3", conv1x1(planes, out, 1))
                                .with("bn3", BatchNorm.batchNorm2d(out))
                                .with("relu", Vision.relu())
                        : Container.named("BasicBlock")
                                .with("conv1", conv3x3(in, planes, stride))
                                .with("bn1", BatchNorm.batchNorm2d(planes))
                                .with("relu", Vision.relu())
                                .with("conv2", conv3x3(planes, out, 1))
                                .with("bn2", BatchNorm.batchNorm2d(out));
        if (stride == 1 && in == out) {
            return block;
        }
        // The stage constructs the shortcut and hands it to the block, which registers it last.
        List<Construction> construction = new ArrayList<>();
        construction.add(new Child("downsample"));
        construction.addAll(block.construction());
        Container shortcut =
                Container.sequential(conv1x1(in, out, stride), BatchNorm.batchNorm2d(out));
        return new Block(block.with("downsample", shortcut), List.of(), construction);
    }

    private static Convolution conv1x1(long in, long out, long stride) {
        return Convolution.conv2d(in, out, 1).withStride(stride).withBias(false);
    }

    private static Convolution conv3x3(long in, long out, long stride) {
        return Convolution.conv2d(in, out, 3).withStride(stride).withPadding(1).withBias(false);
    }
}
