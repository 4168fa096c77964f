package io.fanin.model.architecture;

import io.fanin.internal.require.Nearest;
import io.fanin.internal.require.Require;
import io.fanin.model.Layer;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Convolution;
import io.fanin.model.layer.Linear;
import java.util.List;

/// Models by name. torchvision's are those of version 0.14.1 with 1000 classes: the names, shapes
/// and order of their tensors, and the order in which their constructors draw. What torchvision's
/// model classes do once all their layers are constructed is the recipe `torchvision`.
public final class Architectures {
    private static final String MLP = "mlp";
    private static final String SIZES = MLP + ":";

    private static final List<String> NAMES =
            List.of(
                    MLP,
                    "lenet5",
                    "alexnet",
                    "vgg11",
                    "vgg13",
                    "vgg16",
                    "vgg19",
                    "vgg11_bn",
                    "vgg13_bn",
                    "vgg16_bn",
                    "vgg19_bn",
                    "resnet18",
                    "resnet34",
                    "resnet50",
                    "resnet101",
                    "resnet152",
                    "mobilenet_v2",
                    "vit_b_16",
                    "gpt2",
                    "llama");

    private Architectures() {}

    /// All names that [#named(String)] knows; `mlp` needs its sizes besides.
    public static List<String> names() {
        return NAMES;
    }

    /// The model of that name.
    ///
    /// @param name such as `resnet18`; `mlp:2,4,1` for an [#mlp(long...)] of these sizes; `gpt2`
    ///   and `llama` are those of [GPT2Config#DEFAULT] and [LlamaConfig#DEFAULT]
    /// @throws IllegalArgumentException if there is none
    public static Layer named(String name) {
        Require.present("name", name);
        if (name.startsWith(SIZES)) {
            return mlp(sizes(name));
        }
        return switch (name) {
            case "lenet5" -> lenet5();
            case "alexnet" -> AlexNet.model();
            case "vgg11" -> Vgg.model(false, 1, 1, 2, 2, 2);
            case "vgg13" -> Vgg.model(false, 2, 2, 2, 2, 2);
            case "vgg16" -> Vgg.model(false, 2, 2, 3, 3, 3);
            case "vgg19" -> Vgg.model(false, 2, 2, 4, 4, 4);
            case "vgg11_bn" -> Vgg.model(true, 1, 1, 2, 2, 2);
            case "vgg13_bn" -> Vgg.model(true, 2, 2, 2, 2, 2);
            case "vgg16_bn" -> Vgg.model(true, 2, 2, 3, 3, 3);
            case "vgg19_bn" -> Vgg.model(true, 2, 2, 4, 4, 4);
            case "resnet18" -> ResNet.model(false, 2, 2, 2, 2);
            case "resnet34" -> ResNet.model(false, 3, 4, 6, 3);
            case "resnet50" -> ResNet.model(true, 3, 4, 6, 3);
            case "resnet101" -> ResNet.model(true, 3, 4, 23, 3);
            case "resnet152" -> ResNet.model(true, 3, 8, 36, 3);
            case "mobilenet_v2" -> MobileNetV2.model();
            case "vit_b_16" -> VisionTransformer.B_16.model();
            case "gpt2" -> new GPT2LMHeadModel(GPT2Config.DEFAULT);
            case "llama" -> new LlamaForCausalLM(LlamaConfig.DEFAULT);
            case MLP ->
                    throw new IllegalArgumentException(
                            "architecture \"mlp\" needs its sizes, such as \"mlp:2,4,1\"");
            default ->
                    throw new IllegalArgumentException(
                            "unknown architecture \""
                                    + name
                                    + "\"; the nearest is \""
                                    + Nearest.to(name, NAMES)
                                    + "\"");
        };
    }

    private static long[] sizes(String name) {
        String[] texts = name.substring(SIZES.length()).split(",", -1);
        long[] sizes = new long[texts.length];
        for (int i = 0; i < texts.length; i++) {
            try {
                sizes[i] = Long.parseLong(texts[i].strip());
            } catch (NumberFormatException _) {
                throw new IllegalArgumentException(
                        "architecture \""
                                + name
                                + "\" must list sizes, as in \"mlp:2,4,1\"; got \""
                                + texts[i]
                                + "\"");
            }
        }
        return sizes;
    }

    /// Linear layers `fc1`, `fc2`, … in a row.
    ///
    /// @param sizes at least two: the inputs, each hidden layer's width, the outputs
    public static Layer mlp(long... sizes) {
        if (sizes.length < 2) {
            throw new IllegalArgumentException(
                    "an mlp must have at least 2 sizes, as in \"mlp:2,4,1\"; got " + sizes.length);
        }
        Container model = Container.named("MLP");
        for (int i = 1; i < sizes.length; i++) {
            model = model.with("fc" + i, new Linear(sizes[i - 1], sizes[i]));
        }
        return model;
    }

    /// LeCun et al. 1998 as it is commonly built, with every map of the second convolution joined
    /// to all of the first.
    private static Layer lenet5() {
        return Container.named("LeNet5")
                .with("conv1", Convolution.conv2d(1, 6, 5).withPadding(2))
                .with("conv2", Convolution.conv2d(6, 16, 5))
                .with("fc1", new Linear(400, 120))
                .with("fc2", new Linear(120, 84))
                .with("fc3", new Linear(84, 10));
    }
}
