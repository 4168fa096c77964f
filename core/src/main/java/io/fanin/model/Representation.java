package io.fanin.model;

/// `torch.nn.Module.__repr__` of PyTorch 1.13.
final class Representation {
    private Representation() {}

    static String of(Layer layer) {
        String hyperparameters = layer.hyperparameters();
        if (layer.children().isEmpty()) {
            return layer.type() + "(" + hyperparameters + ")";
        }
        StringBuilder text = new StringBuilder(layer.type()).append("(\n");
        if (!hyperparameters.isEmpty()) {
            text.append("  ").append(hyperparameters).append('\n');
        }
        layer.children()
                .forEach((name, child) ->
                        text.append("  (")
                                .append(name)
                                .append("): ")
                                .append(of(child).replace("\n", "\n  "))
                                .append('\n'));
        return text.append(')').toString();
    }
}
