package io.fanin.model.layer;

import static io.fanin.init.Initializers.xavierNormal;
import static io.fanin.init.Initializers.xavierUniform;
import static io.fanin.init.Initializers.zeros;

import io.fanin.internal.require.Require;
import io.fanin.model.Construction;
import io.fanin.model.Construction.Child;
import io.fanin.model.Construction.Fill;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Attention with several heads.
///
/// `in_proj_weight` has shape `[3 · embedDim, embedDim]`; if keys or values have a size of their
/// own there are `q_proj_weight` of `[embedDim, embedDim]`, `k_proj_weight` of `[embedDim, kdim]`
/// and `v_proj_weight` of `[embedDim, vdim]` instead. Then `in_proj_bias` of `[3 · embedDim]`,
/// `bias_k` and `bias_v` of `[1, 1, embedDim]`, and the [Linear] layer `out_proj`. Constructed in
/// this order: `out_proj` as any linear layer, its bias too; the projections' weights by Xavier's
/// uniform law; zeros for `in_proj_bias` and again for `out_proj.bias`; `bias_k` and `bias_v` by
/// Xavier's normal law. Twin: `torch.nn.MultiheadAttention`.
///
/// @param embedDim divisible by `numHeads`
/// @param hasBias whether there are `in_proj_bias` and `out_proj.bias`
/// @param addBiasKv whether there are `bias_k` and `bias_v`
/// @param kdim the size of a key
/// @param vdim the size of a value
public record MultiheadAttention(
        long embedDim,
        long numHeads,
        double dropout,
        boolean hasBias,
        boolean addBiasKv,
        boolean addZeroAttn,
        long kdim,
        long vdim,
        boolean batchFirst,
        DType dtype)
        implements Layer {

    public MultiheadAttention {
        Hyperparameters.size("numHeads", 1, numHeads);
        Hyperparameters.size("embedDim", 1, embedDim);
        Require.divisible("embedDim", embedDim, "numHeads", numHeads);
        Hyperparameters.probability("dropout", dropout);
        Hyperparameters.size("kdim", 1, kdim);
        Hyperparameters.size("vdim", 1, vdim);
        Hyperparameters.floating(dtype);
    }

    public MultiheadAttention(long embedDim, long numHeads) {
        this(embedDim, numHeads, 0.0, true, false, false, embedDim, embedDim, false, DType.F32);
    }

    public MultiheadAttention withDropout(double dropout) {
        return with(dropout, hasBias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst, dtype);
    }

    public MultiheadAttention withBias(boolean hasBias) {
        return with(dropout, hasBias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst, dtype);
    }

    public MultiheadAttention withBiasKv(boolean addBiasKv) {
        return with(dropout, hasBias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst, dtype);
    }

    public MultiheadAttention withZeroAttn(boolean addZeroAttn) {
        return with(dropout, hasBias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst, dtype);
    }

    public MultiheadAttention withKdim(long kdim) {
        return with(dropout, hasBias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst, dtype);
    }

    public MultiheadAttention withVdim(long vdim) {
        return with(dropout, hasBias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst, dtype);
    }

    public MultiheadAttention withBatchFirst(boolean batchFirst) {
        return with(dropout, hasBias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst, dtype);
    }

    public MultiheadAttention withDtype(DType dtype) {
        return with(dropout, hasBias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst, dtype);
    }

    private MultiheadAttention with(
            double dropout,
            boolean hasBias,
            boolean addBiasKv,
            boolean addZeroAttn,
            long kdim,
            long vdim,
            boolean batchFirst,
            DType dtype) {
        return new MultiheadAttention(
                embedDim,
                numHeads,
                dropout,
                hasBias,
                addBiasKv,
                addZeroAttn,
                kdim,
                vdim,
                batchFirst,
                dtype);
    }

    @Override
    public String type() {
        return "MultiheadAttention";
    }

    private boolean isPacked() {
        return kdim == embedDim && vdim == embedDim;
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        if (isPacked()) {
            parameters.add(
                    new Parameter("in_proj_weight", dtype, Shape.of(3 * embedDim, embedDim)));
        } else {
            parameters.add(new Parameter("q_proj_weight", dtype, Shape.of(embedDim, embedDim)));
            parameters.add(new Parameter("k_proj_weight", dtype, Shape.of(embedDim, kdim)));
            parameters.add(new Parameter("v_proj_weight", dtype, Shape.of(embedDim, vdim)));
        }
        if (hasBias) {
            parameters.add(new Parameter("in_proj_bias", dtype, Shape.of(3 * embedDim)));
        }
        if (addBiasKv) {
            parameters.add(new Parameter("bias_k", dtype, Shape.of(1, 1, embedDim)));
            parameters.add(new Parameter("bias_v", dtype, Shape.of(1, 1, embedDim)));
        }
        return parameters;
    }

    @Override
    public SequencedMap<String, Layer> children() {
        SequencedMap<String, Layer> children = new LinkedHashMap<>();
        children.put(
                "out_proj",
                new Linear("NonDynamicallyQuantizableLinear", embedDim, embedDim, hasBias, dtype));
        return children;
    }

    @Override
    public List<Construction> construction() {
        List<Construction> steps = new ArrayList<>();
        steps.add(new Child("out_proj"));
        for (String weight :
                isPacked()
                        ? List.of("in_proj_weight")
                        : List.of("q_proj_weight", "k_proj_weight", "v_proj_weight")) {
            steps.add(new Fill(weight, xavierUniform()));
        }
        if (hasBias) {
            steps.add(new Fill("in_proj_bias", zeros()));
            steps.add(new Fill("out_proj.bias", zeros()));
        }
        if (addBiasKv) {
            steps.add(new Fill("bias_k", xavierNormal()));
            steps.add(new Fill("bias_v", xavierNormal()));
        }
        return steps;
    }

    @Override
    public String toString() {
        return representation();
    }
}
