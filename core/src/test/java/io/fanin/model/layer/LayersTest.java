package io.fanin.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fanin.init.Nonlinearity;
import io.fanin.model.Layer;
import io.fanin.model.python.PythonConstructor;
import io.fanin.tensor.DType;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The layers as a Java user makes them, and what they refuse. Their bits are in
/// `LayerReferenceTest`.
class LayersTest {
    static Stream<Arguments> twins() {
        return Stream.of(
                Arguments.of("nn.Linear(2, 4)", new Linear(2, 4)),
                Arguments.of(
                        "nn.Linear(2, 4, False, dtype=torch.float64)",
                        new Linear(2, 4, false).withDtype(DType.F64)),
                Arguments.of("nn.Bilinear(2, 3, 4)", new Bilinear(2, 3, 4)),
                Arguments.of(
                        "nn.Bilinear(2, 3, 4, bias=False, dtype=torch.half)",
                        new Bilinear(2, 3, 4, false).withDtype(DType.F16)),
                Arguments.of("nn.Conv1d(4, 8, 3)", Convolution.conv1d(4, 8, 3)),
                Arguments.of("nn.Conv2d(4, 8, 3)", Convolution.conv2d(4, 8, 3)),
                Arguments.of("nn.Conv2d(4, 8, (3, 5))", Convolution.conv2d(4, 8, 3, 5)),
                Arguments.of(
                        "nn.Conv2d(4, 8, 3, stride=2, padding=(1, 0), dilation=2, groups=2,"
                                + " bias=False, padding_mode='reflect', dtype=torch.bfloat16)",
                        Convolution.conv2d(4, 8, 3)
                                .withStride(2)
                                .withPadding(1, 0)
                                .withDilation(2)
                                .withGroups(2)
                                .withBias(false)
                                .withPaddingMode(Padding.Mode.REFLECT)
                                .withDtype(DType.BF16)),
                Arguments.of(
                        "nn.Conv3d(4, 8, 3, padding='same')",
                        Convolution.conv3d(4, 8, 3).withPadding(Padding.Rule.SAME)),
                Arguments.of("nn.ConvTranspose1d(4, 8, 3)", Convolution.convTranspose1d(4, 8, 3)),
                Arguments.of(
                        "nn.ConvTranspose2d(4, 8, 3, 2, output_padding=(1, 0))",
                        Convolution.convTranspose2d(4, 8, 3).withStride(2).withOutputPadding(1, 0)),
                Arguments.of(
                        "nn.ConvTranspose3d(4, 8, 1, 2, 3)",
                        Convolution.convTranspose3d(4, 8, 1).withStride(2).withPadding(3)),
                Arguments.of("nn.Embedding(50, 12)", new Embedding(50, 12)),
                Arguments.of(
                        "nn.Embedding(50, 12, -1, 1.0, 1, True, True, dtype=torch.double)",
                        new Embedding(50, 12)
                                .withPaddingIdx(-1L)
                                .withMaxNorm(1.0, 1)
                                .withScaleGradByFreq(true)
                                .withSparse(true)
                                .withDtype(DType.F64)),
                Arguments.of("nn.EmbeddingBag(50, 12)", new EmbeddingBag(50, 12)),
                Arguments.of(
                        "nn.EmbeddingBag(50, 12, 1.0, 1, True, 'max', True, None, True, 3,"
                                + " dtype=torch.double)",
                        new EmbeddingBag(50, 12)
                                .withMaxNorm(1.0, 1)
                                .withScaleGradByFreq(true)
                                .withMode(EmbeddingBag.Mode.MAX)
                                .withSparse(true)
                                .withIncludeLastOffset(true)
                                .withPaddingIdx(3L)
                                .withDtype(DType.F64)),
                Arguments.of(
                        "nn.RNN(5, 7, nonlinearity='relu')",
                        Recurrent.rnn(5, 7).withNonlinearity(Nonlinearity.RELU)),
                Arguments.of(
                        "nn.LSTM(5, 7, 2, False, True, 0.1, True, 3, dtype=torch.double)",
                        Recurrent.lstm(5, 7)
                                .withLayers(2)
                                .withBias(false)
                                .withBatchFirst(true)
                                .withDropout(0.1)
                                .withBidirectional(true)
                                .withProjSize(3)
                                .withDtype(DType.F64)),
                Arguments.of("nn.GRU(5, 7)", Recurrent.gru(5, 7)),
                Arguments.of(
                        "nn.RNNCell(5, 7, False, 'relu')",
                        RecurrentCell.rnn(5, 7)
                                .withBias(false)
                                .withNonlinearity(Nonlinearity.RELU)),
                Arguments.of("nn.LSTMCell(5, 7)", RecurrentCell.lstm(5, 7)),
                Arguments.of(
                        "nn.GRUCell(5, 7, dtype=torch.half)",
                        RecurrentCell.gru(5, 7).withDtype(DType.F16)),
                Arguments.of("nn.MultiheadAttention(16, 4)", new MultiheadAttention(16, 4)),
                Arguments.of(
                        "nn.MultiheadAttention(16, 4, 0.1, False, True, True, 3, 5, True,"
                                + " dtype=torch.double)",
                        new MultiheadAttention(16, 4)
                                .withDropout(0.1)
                                .withBias(false)
                                .withBiasKv(true)
                                .withZeroAttn(true)
                                .withKdim(3)
                                .withVdim(5)
                                .withBatchFirst(true)
                                .withDtype(DType.F64)),
                Arguments.of("nn.BatchNorm1d(9)", BatchNorm.batchNorm1d(9)),
                Arguments.of(
                        "nn.BatchNorm2d(9, 1e-3, None, False, False, dtype=torch.half)",
                        BatchNorm.batchNorm2d(9)
                                .withEps(1e-3)
                                .withMomentum(null)
                                .withAffine(false)
                                .withTrackRunningStats(false)
                                .withDtype(DType.F16)),
                Arguments.of(
                        "nn.BatchNorm3d(9, momentum=1)", BatchNorm.batchNorm3d(9).withMomentum(1)),
                Arguments.of("nn.SyncBatchNorm(9)", BatchNorm.syncBatchNorm(9)),
                Arguments.of("nn.InstanceNorm1d(9)", InstanceNorm.instanceNorm1d(9)),
                Arguments.of(
                        "nn.InstanceNorm2d(9, 1e-3, 0.2, True, True, dtype=torch.half)",
                        InstanceNorm.instanceNorm2d(9)
                                .withEps(1e-3)
                                .withMomentum(0.2)
                                .withAffine(true)
                                .withTrackRunningStats(true)
                                .withDtype(DType.F16)),
                Arguments.of("nn.InstanceNorm3d(9)", InstanceNorm.instanceNorm3d(9)),
                Arguments.of("nn.LayerNorm(768)", new LayerNorm(768)),
                Arguments.of(
                        "nn.LayerNorm((3, 4), 1e-12, False, dtype=torch.double)",
                        new LayerNorm(3, 4)
                                .withEps(1e-12)
                                .withElementwiseAffine(false)
                                .withDtype(DType.F64)),
                Arguments.of("nn.GroupNorm(3, 6)", new GroupNorm(3, 6)),
                Arguments.of(
                        "nn.GroupNorm(3, 6, 1e-6, False, dtype=torch.double)",
                        new GroupNorm(3, 6).withEps(1e-6f).withAffine(false).withDtype(DType.F64)),
                Arguments.of("nn.PReLU()", new PReLU()),
                Arguments.of(
                        "nn.PReLU(3, 0.5, dtype=torch.half)",
                        new PReLU(3, 0.5).withDtype(DType.F16)),
                Arguments.of("nn.TransformerEncoderLayer(8, 2)", TransformerLayer.encoder(8, 2)),
                Arguments.of(
                        "nn.TransformerDecoderLayer(8, 2, 16, 0, nn.GELU(), 1e-6, True, True,"
                                + " dtype=torch.double)",
                        TransformerLayer.decoder(8, 2)
                                .withDimFeedforward(16)
                                .withDropout(0)
                                .withActivation(Stateless.gelu())
                                .withLayerNormEps(1e-6)
                                .withBatchFirst(true)
                                .withNormFirst(true)
                                .withDtype(DType.F64)),
                Arguments.of(
                        "nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, activation='gelu'),"
                                + " 3, nn.LayerNorm(8))",
                        new TransformerStack(
                                        TransformerLayer.encoder(8, 2)
                                                .withActivation(
                                                        TransformerLayer.Activation.Function.GELU),
                                        3)
                                .withNorm(new LayerNorm(8))),
                Arguments.of("nn.Transformer()", new Transformer()),
                Arguments.of(
                        "nn.Transformer(8, 2, 3, 4, 16)",
                        new Transformer(
                                TransformerLayer.encoder(8, 2).withDimFeedforward(16), 3, 4)),
                Arguments.of(
                        "nn.Sequential(nn.ReLU(), nn.Tanh())",
                        Container.sequential(Stateless.relu(), Stateless.tanh())),
                Arguments.of(
                        "nn.ModuleList([nn.ReLU(), nn.Tanh()])",
                        Container.moduleList(Stateless.relu(), Stateless.tanh())),
                Arguments.of(
                        "nn.ModuleList([nn.ReLU()])",
                        Container.moduleList(List.of(Stateless.relu()))),
                Arguments.of(
                        "nn.Sequential(nn.ReLU())",
                        Container.sequential(List.of(Stateless.relu()))),
                Arguments.of("nn.ModuleDict({'a': nn.ReLU()})", Container.moduleDict(dict())),
                Arguments.of("nn.Identity()", Stateless.identity()),
                Arguments.of("nn.ReLU6()", Stateless.relu6()),
                Arguments.of("nn.LeakyReLU()", Stateless.leakyRelu()),
                Arguments.of("nn.LeakyReLU(0.2)", Stateless.leakyRelu(0.2)),
                Arguments.of("nn.ELU()", Stateless.elu()),
                Arguments.of("nn.SELU()", Stateless.selu()),
                Arguments.of("nn.GELU()", Stateless.gelu()),
                Arguments.of("nn.SiLU()", Stateless.silu()),
                Arguments.of("nn.Mish()", Stateless.mish()),
                Arguments.of("nn.Sigmoid()", Stateless.sigmoid()),
                Arguments.of("nn.Softmax(1)", Stateless.softmax(1)),
                Arguments.of("nn.LogSoftmax(-1)", Stateless.logSoftmax(-1)),
                Arguments.of("nn.Dropout(0)", Stateless.dropout(0)),
                Arguments.of("nn.Dropout2d(0.5)", Stateless.dropout2d(0.5)),
                Arguments.of("nn.Flatten()", Stateless.flatten()),
                Arguments.of("nn.MaxPool1d(2)", Stateless.maxPool1d(2)),
                Arguments.of("nn.MaxPool2d(2)", Stateless.maxPool2d(2)),
                Arguments.of("nn.AvgPool2d(2)", Stateless.avgPool2d(2)),
                Arguments.of("nn.AdaptiveAvgPool2d(1)", Stateless.adaptiveAvgPool2d(1)));
    }

    private static SequencedMap<String, Layer> dict() {
        SequencedMap<String, Layer> layers = new LinkedHashMap<>();
        layers.put("a", Stateless.relu());
        return layers;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twins")
    void javaAndPythonMakeEqualLayers(String call, Layer layer) {
        assertThat(layer).isEqualTo(PythonConstructor.parse(call));
    }

    @Test
    void aContainersChildrenKeepTheirOrderAndCantBeChanged() {
        SequencedMap<String, Layer> layers = dict();
        Container container = Container.moduleDict(layers);
        layers.put("b", Stateless.tanh());
        assertThat(container.children()).containsOnlyKeys("a");
        assertThat(container.with("0", Stateless.tanh()).children().keySet())
                .containsExactly("a", "0");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(() -> new Linear(2, -4), "outFeatures must be at least 0; got -4"),
                refusal(
                        () -> new Linear(1L << 41, 4),
                        "inFeatures must be at most 1099511627776; got 2199023255552"),
                refusal(
                        () -> new Linear(2, 4).withDtype(DType.I64),
                        "dtype must be a floating-point type; got int64"),
                refusal(() -> new Bilinear(0, 3, 4), "in1Features must be at least 1; got 0"),
                refusal(
                        () -> Convolution.conv2d(4, 8, 3, 3, 3),
                        "kernelSize must have 1 or 2 sizes; got [3, 3, 3]"),
                refusal(() -> Convolution.conv2d(4, 8, 0), "kernelSize must be at least 1; got 0"),
                refusal(
                        () -> Convolution.conv2d(4, 8, 3).withGroups(3),
                        "inChannels must be divisible by groups; got inChannels = 4, groups = 3"),
                refusal(
                        () -> Convolution.conv2d(4, 6, 3).withGroups(4),
                        "outChannels must be divisible by groups; got outChannels = 6, groups = 4"),
                refusal(
                        () -> Convolution.conv2d(4, 8, 3).withGroups(0),
                        "groups must be at least 1; got 0"),
                refusal(
                        () ->
                                Convolution.conv2d(4, 8, 3)
                                        .withStride(2)
                                        .withPadding(Padding.Rule.SAME),
                        "padding \"same\" needs a stride of 1; got stride = [2, 2]"),
                refusal(
                        () -> Convolution.conv2d(4, 8, 3).withOutputPadding(1),
                        "outputPadding must be 0 unless transposed; got [1, 1]"),
                refusal(
                        () ->
                                Convolution.convTranspose1d(4, 8, 3)
                                        .withPaddingMode(Padding.Mode.CIRCULAR),
                        "a transposed convolution is padded by sizes and with zeros; got padding ="
                                + " (0,), paddingMode = circular"),
                refusal(
                        () -> new Embedding(10, 3).withPaddingIdx(10L),
                        "paddingIdx must lie in [-numEmbeddings, numEmbeddings - 1] = [-10, 9]; got"
                                + " 10"),
                refusal(
                        () -> new Embedding(10, 3).withMaxNorm(Double.NaN, 2),
                        "maxNorm must be finite; got NaN"),
                refusal(() -> Recurrent.lstm(5, 0), "hiddenSize must be at least 1; got 0"),
                refusal(
                        () -> Recurrent.lstm(5, 7).withLayers(0),
                        "numLayers must be at least 1; got 0"),
                refusal(
                        () -> Recurrent.lstm(5, 7).withDropout(1.5),
                        "dropout must lie in [0, 1]; got 1.5"),
                refusal(
                        () -> Recurrent.lstm(5, 7).withProjSize(7),
                        "projSize must be less than hiddenSize; got projSize = 7, hiddenSize = 7"),
                refusal(
                        () -> Recurrent.gru(5, 7).withProjSize(2),
                        "projSize must be 0 for GRU; got 2"),
                refusal(
                        () -> Recurrent.gru(5, 7).withNonlinearity(Nonlinearity.RELU),
                        "nonlinearity must be tanh for GRU; got relu"),
                refusal(
                        () -> RecurrentCell.rnn(5, 7).withNonlinearity(Nonlinearity.SELU),
                        "nonlinearity must be tanh or relu for RNNCell; got selu"),
                refusal(
                        () -> new MultiheadAttention(8, 3),
                        "embedDim must be divisible by numHeads; got embedDim = 8, numHeads = 3"),
                refusal(() -> new MultiheadAttention(8, 0), "numHeads must be at least 1; got 0"),
                refusal(
                        () -> new GroupNorm(4, 6),
                        "numChannels must be divisible by numGroups; got numChannels = 6, numGroups"
                                + " = 4"),
                refusal(() -> new LayerNorm(), "normalizedShape must have at least 1 size; got []"),
                refusal(
                        () -> new LayerNorm(4).withEps(BigInteger.ONE),
                        "eps must be a long or a double; got 1 of type BigInteger"),
                refusal(() -> new PReLU(0), "numParameters must be at least 1; got 0"),
                refusal(() -> Stateless.dropout(-1), "p must lie in [0, 1]; got -1.0"),
                refusal(
                        () -> TransformerLayer.encoder(8, 3),
                        "dModel must be divisible by nhead; got dModel = 8, nhead = 3"),
                refusal(
                        () -> new TransformerStack(TransformerLayer.encoder(8, 2), 10_001),
                        "numLayers must be at most 10000; got 10001"),
                refusal(
                        () -> {
                            TransformerStack encoder =
                                    new TransformerStack(TransformerLayer.encoder(8, 2), 1);
                            new Transformer(encoder, encoder);
                        },
                        "encoder must be a TransformerEncoder and decoder a TransformerDecoder; got"
                                + " a TransformerEncoder and a TransformerEncoder"),
                refusal(
                        () -> Container.named("Net").with("a.b", new PReLU()),
                        "a child's name must not be empty or hold a dot; got \"a.b\""),
                refusal(
                        () -> Container.named("Net").with("a", new PReLU()).with("a", new PReLU()),
                        "Net has a child \"a\" already"),
                refusal(
                        () -> Container.sequential().with("append", new PReLU()),
                        "a child's name must not be an attribute of PyTorch's Sequential; got"
                                + " \"append\""));
    }

    private static Arguments refusal(ThrowingCallable code, String message) {
        return Arguments.of(message, code);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refusesWithTheParameterTheLimitAndTheValue(String message, ThrowingCallable code) {
        assertThatIllegalArgumentException().isThrownBy(code).withMessage(message);
    }
}
