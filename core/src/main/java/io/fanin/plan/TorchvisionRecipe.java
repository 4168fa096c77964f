package io.fanin.plan;

import static io.fanin.init.Initializers.kaimingNormal;
import static io.fanin.init.Initializers.normal;
import static io.fanin.init.Initializers.ones;
import static io.fanin.init.Initializers.truncNormal;
import static io.fanin.init.Initializers.zeros;

import io.fanin.init.FanMode;
import io.fanin.init.Nonlinearity;
import io.fanin.law.Initializer;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.model.Role;
import java.util.ArrayList;
import java.util.List;

/// What the classes of torchvision 0.14's models do at the end of their constructors. What the
/// constructors of their blocks do belongs to construction.
final class TorchvisionRecipe {
    private TorchvisionRecipe() {}

    static Recipe of(String name, Layer model) {
        Initializer forRelu = kaimingNormal(0, FanMode.FAN_OUT, Nonlinearity.RELU);
        return switch (model.type()) {
            case "AlexNet" -> Recipes.constructed(name);
            case "VGG" ->
                    Recipes.constructed(
                            name,
                            Rule.layer("Conv2d", Role.WEIGHT, forRelu),
                            Rule.layer("Conv2d", Role.BIAS, zeros()),
                            Rule.layer("BatchNorm2d", Role.SCALE, ones()),
                            Rule.layer("BatchNorm2d", Role.BIAS, zeros()),
                            Rule.layer("Linear", Role.WEIGHT, normal(0, 0.01)),
                            Rule.layer("Linear", Role.BIAS, zeros()));
            case "ResNet" ->
                    Recipes.constructed(
                            name,
                            Rule.layer("Conv2d", Role.WEIGHT, forRelu),
                            Rule.layer("BatchNorm2d", Role.SCALE, ones()),
                            Rule.layer("BatchNorm2d", Role.BIAS, zeros()),
                            Rule.layer("GroupNorm", Role.SCALE, ones()),
                            Rule.layer("GroupNorm", Role.BIAS, zeros()));
            case "MobileNetV2" ->
                    Recipes.constructed(
                            name,
                            Rule.layer(
                                    "Conv2d",
                                    Role.WEIGHT,
                                    kaimingNormal(0, FanMode.FAN_OUT, Nonlinearity.LEAKY_RELU)),
                            Rule.layer("Conv2d", Role.BIAS, zeros()),
                            Rule.layer("BatchNorm2d", Role.SCALE, ones()),
                            Rule.layer("BatchNorm2d", Role.BIAS, zeros()),
                            Rule.layer("GroupNorm", Role.SCALE, ones()),
                            Rule.layer("GroupNorm", Role.BIAS, zeros()),
                            Rule.layer("Linear", Role.WEIGHT, normal(0, 0.01)),
                            Rule.layer("Linear", Role.BIAS, zeros()));
            case "VisionTransformer" -> visionTransformer(name, model);
            default ->
                    throw new IllegalArgumentException(
                            "recipe torchvision is for AlexNet, VGG, ResNet, MobileNetV2 and VisionTransformer; the model is "
                                    + model.type()
                                    + "; pytorch-default constructs any model");
        };
    }

    /// A stem of one convolution, as all its published models have.
    private static Recipe visionTransformer(String name, Layer model) {
        List<Rule> rules = new ArrayList<>();
        rules.add(fanIn("conv_proj", child(model, "conv_proj")));
        rules.add(Rule.named("conv_proj.bias", zeros()));
        Layer heads = child(model, "heads");
        if (heads.children().containsKey("pre_logits")) {
            rules.add(fanIn("heads.pre_logits", child(heads, "pre_logits")));
            rules.add(Rule.named("heads.pre_logits.bias", zeros()));
        }
        rules.add(Rule.named("heads.head.weight", zeros()));
        rules.add(Rule.named("heads.head.bias", zeros()));
        return Recipes.constructed(name, rules.toArray(Rule[]::new));
    }

    private static Rule fanIn(String path, Layer layer) {
        Parameter weight =
                layer.parameters().stream()
                        .filter(each -> each.role() == Role.WEIGHT)
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "recipe torchvision needs a weight in " + path));
        double std = Math.sqrt(1 / (double) FanMode.FAN_IN.of(weight.shape()));
        return Rule.named(path + "." + weight.name(), truncNormal(0, std));
    }

    private static Layer child(Layer layer, String name) {
        Layer child = layer.children().get(name);
        if (child == null) {
            throw new IllegalArgumentException(
                    "recipe torchvision needs the layer \""
                            + name
                            + "\" in "
                            + layer.type()
                            + "; it has "
                            + layer.children().sequencedKeySet());
        }
        return child;
    }
}
