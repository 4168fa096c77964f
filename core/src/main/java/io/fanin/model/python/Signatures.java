package io.fanin.model.python;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The classes of `torch.nn` that are known, with the signatures of PyTorch 1.13.
///
/// A line holds one or more names and what they have in common: the parameters and, of a class
/// without tensors, after `->` what it prints, see [StatelessBuilder].
final class Signatures {
    private static final String WITH_TENSORS =
            """
            Linear(in_features, out_features, bias=True, device=None, dtype=None)
            Bilinear(in1_features, in2_features, out_features, bias=True, device=None, dtype=None)
            Conv1d Conv2d Conv3d(in_channels, out_channels, kernel_size, stride=1, padding=0, \
            dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None)
            ConvTranspose1d ConvTranspose2d ConvTranspose3d(in_channels, out_channels, \
            kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, \
            padding_mode='zeros', device=None, dtype=None)
            Embedding(num_embeddings, embedding_dim, padding_idx=None, max_norm=None, \
            norm_type=2.0, scale_grad_by_freq=False, sparse=False, _weight=None, device=None, \
            dtype=None)
            EmbeddingBag(num_embeddings, embedding_dim, max_norm=None, norm_type=2.0, \
            scale_grad_by_freq=False, mode='mean', sparse=False, _weight=None, \
            include_last_offset=False, padding_idx=None, device=None, dtype=None)
            RNN(input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, \
            bidirectional=False, *, nonlinearity='tanh', device=None, dtype=None)
            LSTM(input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, \
            bidirectional=False, proj_size=0, device=None, dtype=None)
            GRU(input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, \
            bidirectional=False, *, device=None, dtype=None)
            RNNCell(input_size, hidden_size, bias=True, nonlinearity='tanh', device=None, \
            dtype=None)
            LSTMCell GRUCell(input_size, hidden_size, bias=True, device=None, dtype=None)
            MultiheadAttention(embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, \
            add_zero_attn=False, kdim=None, vdim=None, batch_first=False, device=None, dtype=None)
            BatchNorm1d BatchNorm2d BatchNorm3d(num_features, eps=1e-05, momentum=0.1, \
            affine=True, track_running_stats=True, device=None, dtype=None)
            SyncBatchNorm(num_features, eps=1e-05, momentum=0.1, affine=True, \
            track_running_stats=True, process_group=None, device=None, dtype=None)
            InstanceNorm1d InstanceNorm2d InstanceNorm3d(num_features, eps=1e-05, momentum=0.1, \
            affine=False, track_running_stats=False, device=None, dtype=None)
            LayerNorm(normalized_shape, eps=1e-05, elementwise_affine=True, device=None, \
            dtype=None)
            GroupNorm(num_groups, num_channels, eps=1e-05, affine=True, device=None, dtype=None)
            PReLU(num_parameters=1, init=0.25, device=None, dtype=None)
            TransformerEncoderLayer TransformerDecoderLayer(d_model, nhead, dim_feedforward=2048, \
            dropout=0.1, activation='relu', layer_norm_eps=1e-05, batch_first=False, \
            norm_first=False, device=None, dtype=None)
            TransformerEncoder(encoder_layer, num_layers, norm=None, enable_nested_tensor=True, \
            mask_check=True)
            TransformerDecoder(decoder_layer, num_layers, norm=None)
            Transformer(d_model=512, nhead=8, num_encoder_layers=6, num_decoder_layers=6, \
            dim_feedforward=2048, dropout=0.1, activation='relu', custom_encoder=None, \
            custom_decoder=None, layer_norm_eps=1e-05, batch_first=False, norm_first=False, \
            device=None, dtype=None)
            Sequential(*args)
            ModuleList ModuleDict(modules=None)
            """;

    private static final String WITHOUT_TENSORS =
            """
            AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d(output_size) -> output_size
            AdaptiveMaxPool1d AdaptiveMaxPool2d AdaptiveMaxPool3d(output_size, \
            return_indices=False) -> output_size
            AlphaDropout Dropout Dropout1d Dropout2d Dropout3d FeatureAlphaDropout(p=0.5, \
            inplace=False) -> p inplace
            AvgPool1d(kernel_size, stride=None, padding=0, ceil_mode=False, \
            count_include_pad=True) -> kernel_size*1 stride*1 padding*1
            AvgPool2d AvgPool3d(kernel_size, stride=None, padding=0, ceil_mode=False, \
            count_include_pad=True, divisor_override=None) -> kernel_size stride padding
            CELU ELU(alpha=1.0, inplace=False) -> alpha inplace?
            ChannelShuffle(groups) -> groups
            ConstantPad1d(padding, value) -> padding*2 value
            ConstantPad2d(padding, value) -> padding*4 value
            ConstantPad3d(padding, value) -> padding*6 value
            CosineSimilarity(dim=1, eps=1e-08) ->
            CrossMapLRN2d(size, alpha=0.0001, beta=0.75, k=1) -> =size alpha beta k
            Flatten(start_dim=1, end_dim=-1) -> start_dim end_dim
            Fold(output_size, kernel_size, dilation=1, padding=0, stride=1) -> output_size \
            kernel_size dilation padding stride
            FractionalMaxPool2d FractionalMaxPool3d(kernel_size, output_size=None, \
            output_ratio=None, return_indices=False, _random_samples=None) ->
            GELU(approximate='none') -> approximate!
            GLU(dim=-1) -> dim
            Hardshrink Softshrink(lambd=0.5) -> =lambd
            Hardsigmoid Hardswish(inplace=False) ->
            Hardtanh(min_val=-1.0, max_val=1.0, inplace=False, min_value=None, max_value=None) -> \
            min_val max_val inplace?
            Identity(*args, **kwargs) ->
            LPPool1d LPPool2d(norm_type, kernel_size, stride=None, ceil_mode=False) -> norm_type \
            kernel_size stride ceil_mode
            LeakyReLU(negative_slope=0.01, inplace=False) -> negative_slope inplace?
            LocalResponseNorm(size, alpha=0.0001, beta=0.75, k=1.0) -> =size alpha beta k
            LogSigmoid Sigmoid Softmax2d Softsign Tanh Tanhshrink() ->
            LogSoftmax Softmax Softmin(dim=None) -> dim
            MaxPool1d MaxPool2d MaxPool3d(kernel_size, stride=None, padding=0, dilation=1, \
            return_indices=False, ceil_mode=False) -> kernel_size stride padding dilation \
            ceil_mode
            MaxUnpool1d(kernel_size, stride=None, padding=0) -> kernel_size*1 stride*1 padding*1
            MaxUnpool2d(kernel_size, stride=None, padding=0) -> kernel_size*2 stride*2 padding*2
            MaxUnpool3d(kernel_size, stride=None, padding=0) -> kernel_size*3 stride*3 padding*3
            Mish ReLU ReLU6 SELU SiLU(inplace=False) -> inplace?
            PairwiseDistance(p=2.0, eps=1e-06, keepdim=False) ->
            PixelShuffle(upscale_factor) -> upscale_factor
            PixelUnshuffle(downscale_factor) -> downscale_factor
            RReLU(lower=0.125, upper=0.3333333333333333, inplace=False) -> lower upper inplace?
            ReflectionPad1d ReplicationPad1d(padding) -> =padding*2
            ReflectionPad2d ReplicationPad2d ZeroPad2d(padding) -> =padding*4
            ReflectionPad3d ReplicationPad3d(padding) -> =padding*6
            Softplus(beta=1, threshold=20) -> beta threshold
            Threshold(threshold, value, inplace=False) -> threshold value inplace?
            Unflatten(dim, unflattened_size) -> dim unflattened_size
            Unfold(kernel_size, dilation=1, padding=0, stride=1) -> kernel_size dilation padding \
            stride
            Upsample(size=None, scale_factor=None, mode='nearest', align_corners=None, \
            recompute_scale_factor=None) -> scale_factor size mode
            UpsamplingBilinear2d UpsamplingNearest2d(size=None, scale_factor=None) -> scale_factor \
            size mode
            """;

    private static final Map<String, Signature> ALL = new LinkedHashMap<>();

    static {
        (WITH_TENSORS + WITHOUT_TENSORS)
                .lines()
                .flatMap(Signature::of)
                .forEach(signature -> ALL.put(signature.name(), signature));
    }

    private Signatures() {}

    /// The signature of a class, by its name without a prefix.
    static @Nullable Signature of(String name) {
        return ALL.get(name);
    }

    static Collection<String> names() {
        return Collections.unmodifiableSet(ALL.keySet());
    }
}
