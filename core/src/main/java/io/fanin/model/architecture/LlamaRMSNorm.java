package io.fanin.model.architecture;

import static io.fanin.init.Initializers.ones;

import io.fanin.internal.python.PythonText;
import io.fanin.model.Construction;
import io.fanin.model.Construction.Fill;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.model.Role;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.List;

/// Root mean square normalization: `weight` of shape `[hiddenSize]`, constructed with ones. Zhang
/// and Sennrich 2019, arXiv:1910.07467. Twin: `transformers` `LlamaRMSNorm`.
record LlamaRMSNorm(long hiddenSize, double eps) implements Layer {
    @Override
    public String type() {
        return "LlamaRMSNorm";
    }

    @Override
    public String hyperparameters() {
        return "(" + hiddenSize + ",), eps=" + PythonText.decimal(eps);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("weight", DType.F32, Shape.of(hiddenSize), Role.SCALE));
    }

    @Override
    public List<Construction> construction() {
        return List.of(new Fill("weight", ones()));
    }

    @Override
    public String toString() {
        return representation();
    }
}
