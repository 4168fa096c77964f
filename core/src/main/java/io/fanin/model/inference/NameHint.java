package io.fanin.model.inference;

import java.util.Locale;
import java.util.regex.Pattern;

/// What the name of a layer says of its type. Words stand between underscores, with digits behind
/// them or not; `LayerNorm` reads as `layer_norm`.
enum NameHint {
    EMBEDDING("embed(ding)?s?|emb|wte|wpe|shared|embedder|relative_attention_bias"),
    LINEAR(
            "fc|lin|linear|dense|proj|projection|head|classifier|decoder|mlp|query|key|value|q|k|v|o"
                    + "|qkv|out|wi|wo|wq|wk|wv|gate|up|down|reduction|scores?|logits|output|w"),
    CONVOLUTION("conv|deconv|conv_?transposed?"),
    TRANSPOSED("deconv|up|upsample|upconv|tconv|conv_?transposed?|transposed"),
    BILINEAR("bilinear"),
    LAYER_NORM("layer_?norm|ln"),
    GROUP_NORM("group_?norm|gn"),
    BATCH_NORM("batch_?norm|bn"),
    INSTANCE_NORM("instance_?norm|instance"),
    NORM("norm|rms_?norm|layer_?norm|ln"),
    ACTIVATION("prelu|relu|act|activation");

    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private final Pattern pattern;

    NameHint(String words) {
        pattern = Pattern.compile("(?:^|_)(?:" + words + ")\\d*d?(?:_|$)");
    }

    /// @param name the last word of a layer's name that is no number, such as `layer_norm1`
    boolean in(String name) {
        return pattern.matcher(CAMEL.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT)).find();
    }
}
