package io.fanin.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.fanin.model.Layer;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Linear;
import io.fanin.model.layer.Stateless;
import io.fanin.tensor.DType;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How text is read, and what is said where it can't be. What the calls make is in
/// `LayerReferenceTest`.
class PythonConstructorTest {
    private static final String LINEAR =
            "Linear(in_features, out_features, bias=True, device=None, dtype=None)";
    private static final String AN_EXAMPLE = "expected a layer such as nn.Linear(2, 4); found ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nn.Linear(2000, 4, bias=False)",
                "torch.nn.Linear(2_000, 4, bias=False)",
                "Linear(in_features=2000, out_features=4, bias=False,)",
                " nn . Linear\t(2000, +4, False, device='cpu', dtype=torch.float32) # end",
                "nn.Linear(2000, 4, False, None, None)",
                "(nn.Linear((2000), (4), bias=(False)))",
            })
    void readsTheFormsThatACallMayHave(String text) {
        assertThat(PythonConstructor.parse(text)).isEqualTo(new Linear(2000, 4, false));
    }

    @Test
    void readsNestedCalls() {
        assertThat(
                        PythonConstructor.parse(
                                """
                                nn.Sequential(
                                    nn.Linear(2, 4),  # hidden

                                    nn.ReLU(),
                                    nn.Linear(4, 1, bias=False),
                                )
                                """))
                .isEqualTo(
                        Container.sequential(
                                new Linear(2, 4), Stateless.relu(), new Linear(4, 1, false)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nn.Sequential(OrderedDict([('fc', nn.Linear(2, 4)), ('act', nn.ReLU())]))",
                "nn.Sequential(collections.OrderedDict({'fc': nn.Linear(2, 4), \"act\":"
                        + " nn.ReLU()}))",
            })
    void readsASequentialWithNames(String text) {
        assertThat(PythonConstructor.parse(text))
                .isEqualTo(
                        new Container("Sequential", new LinkedHashMap<>())
                                .with("fc", new Linear(2, 4))
                                .with("act", Stateless.relu()));
    }

    @ParameterizedTest
    @CsvSource({
        "float32, F32",
        "float, F32",
        "float64, F64",
        "double, F64",
        "float16, F16",
        "half, F16",
        "bfloat16, BF16"
    })
    void readsEveryDtype(String name, DType dtype) {
        assertThat(PythonConstructor.parse("nn.Linear(2, 4, dtype=torch." + name + ")"))
                .isEqualTo(new Linear(2, 4).withDtype(dtype));
    }

    @ParameterizedTest
    @ValueSource(strings = {"F.gelu", "nn.functional.gelu", "torch.nn.functional.gelu", "'gelu'"})
    void readsAFunctionAsAnActivation(String activation) {
        assertThat(
                        PythonConstructor.parse(
                                "nn.TransformerEncoderLayer(8, 2, activation=" + activation + ")"))
                .isEqualTo(
                        PythonConstructor.parse(
                                "nn.TransformerEncoderLayer(8, 2, activation=\"gelu\")"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "007.5, 7.5",
        ".5, 0.5",
        "5., 5.0",
        "-5.e0, -5.0",
        "1_0.2_5, 10.25",
        "1E3, 1000.0",
        "1e-5, 1e-05",
        "1e16, 1e+16",
        "-9223372036854775808, -9223372036854775808"
    })
    void readsNumbersAsPythonDoes(String written, String printed) {
        assertThat(PythonConstructor.parse("nn.LeakyReLU(" + written + ")"))
                .hasToString("LeakyReLU(negative_slope=" + printed + ")");
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                // what is no expression
                Arguments.of("", "column 1: expected a value; found the end of the text"),
                Arguments.of("@", "column 1: expected a value; found \"@\""),
                Arguments.of(
                        "nn..Linear(2, 4)", "column 4: expected a name after \".\"; found \".\""),
                Arguments.of(
                        "nn.Linear(2, 4",
                        "column 15: expected \",\" or \")\" after the \"(\" at column 10; found the"
                                + " end of the text"),
                Arguments.of(
                        "nn.Linear(2, 4]",
                        "column 15: expected \",\" or \")\" after the \"(\" at column 10; found"
                                + " \"]\""),
                Arguments.of(
                        "nn.Linear(2 + 2, 4)",
                        "column 13: expected \",\" or \")\" after the \"(\" at column 10; found"
                                + " \"+\""),
                Arguments.of(
                        "nn.Linear(2, 4))", "column 16: expected the end of the text; found \")\""),
                Arguments.of("nn.Linear(*[2, 4])", "column 11: expected a value; found \"*\""),
                Arguments.of("nn.Linear(, 4)", "column 11: expected a value; found \",\""),
                Arguments.of(
                        "nn.LeakyReLU(--1)",
                        "column 15: expected a number after the sign; found \"-\""),
                Arguments.of(
                        "nn.LeakyReLU(1e)", "column 14: expected a decimal number; found \"1e\""),
                Arguments.of(
                        "nn.LeakyReLU(0x10)",
                        "column 14: expected a decimal number; found \"0x10\""),
                Arguments.of(
                        "nn.LeakyReLU(007)", "column 14: expected a decimal number; found \"007\""),
                Arguments.of(
                        "nn.LeakyReLU(1__0)",
                        "column 14: expected a decimal number; found \"1__0\""),
                Arguments.of(
                        "nn.LeakyReLU(1e999)", "column 14: expected a finite float; found 1e999"),
                Arguments.of(
                        "nn.LeakyReLU(9223372036854775808)",
                        "column 14: expected an int of at most 64 bits; found 9223372036854775808"),
                Arguments.of(
                        "nn.GELU('tanh)",
                        "column 9: expected a string that ends with ' on its line; found no end"),
                Arguments.of(
                        "nn.GELU('\\x41')",
                        "column 10: expected \\\\, \\', \\\", \\n, \\t or \\r; found another"
                                + " escape"),
                Arguments.of("nn.ModuleDict({'a'})", "column 19: expected \":\"; found \"}\""),
                Arguments.of(
                        "nn.Sequential(\n    nn.Linear(2, 4),\n    nn.Linear(4, 1 bias=False),\n)",
                        "line 3, column 20: expected \",\" or \")\" after the \"(\" at line 3,"
                                + " column 14; found \"bias\""),
                // what is no layer
                Arguments.of("3", "column 1: " + AN_EXAMPLE + "3"),
                Arguments.of("[nn.ReLU()]", "column 1: " + AN_EXAMPLE + "[nn.ReLU()]"),
                Arguments.of(
                        "nn.Sequential(nn.ReLU)",
                        "column 15: " + AN_EXAMPLE + "nn.ReLU, which must be called: nn.ReLU(…)"),
                Arguments.of(
                        "nn.Sequential(nn.Linaer(2, 4))",
                        "column 15: "
                                + AN_EXAMPLE
                                + "\"nn.Linaer\"; the nearest known is \"nn.Linear\""),
                Arguments.of(
                        "LazyConv2d(4)",
                        "column 1: "
                                + AN_EXAMPLE
                                + "\"LazyConv2d\"; the nearest known is \"nn.Conv2d\""),
                Arguments.of(
                        "models.resnet18()",
                        "column 1: "
                                + AN_EXAMPLE
                                + "\"models.resnet18\", which is none of torch.nn"),
                // arguments
                Arguments.of(
                        "nn.Linear(2)",
                        "column 1: expected an argument \"out_features\" of "
                                + LINEAR
                                + "; found none"),
                Arguments.of(
                        "nn.Linear(2, 4, True, None, None, 7)",
                        "column 35: expected at most 5 arguments without a name of "
                                + LINEAR
                                + "; found another: 7"),
                Arguments.of(
                        "nn.Linear(2, 4, biass=False)",
                        "column 17: expected an argument of "
                                + LINEAR
                                + "; found \"biass\"; the nearest is \"bias\""),
                Arguments.of(
                        "nn.Tanh(inplace=True)",
                        "column 9: expected an argument of Tanh(); found \"inplace\""),
                Arguments.of(
                        "nn.Linear(2, in_features=4)",
                        "column 14: expected \"in_features\" once; found it twice"),
                Arguments.of(
                        "nn.Linear(in_features=2, in_features=4)",
                        "column 26: expected \"in_features\" once; found it twice"),
                Arguments.of(
                        "nn.Linear(in_features=2, 4)",
                        "column 26: expected an argument with a name, since one came before; found"
                                + " 4"),
                Arguments.of(
                        "nn.Linear(2.0, 4)", "column 11: in_features: expected an int; found 2.0"),
                Arguments.of(
                        "nn.Linear(True, 4)",
                        "column 11: in_features: expected an int; found True"),
                Arguments.of(
                        "nn.Linear(2, 4, 1)", "column 17: bias: expected True or False; found 1"),
                Arguments.of(
                        "nn.Linear(2, 4, dtype=torch.int64)",
                        "column 23: dtype: expected torch.float32, torch.float64, torch.float16 or"
                                + " torch.bfloat16; found torch.int64"),
                Arguments.of(
                        "nn.Linear(2, 4, device='cuda')",
                        "column 24: device: expected None or 'cpu'; found 'cuda'"),
                Arguments.of(
                        "nn.Conv2d(3, 8, 3, padding='sam')",
                        "column 28: padding: expected one of [same, valid]; found 'sam'"),
                Arguments.of(
                        "nn.LayerNorm((3, 4.0))",
                        "column 14: normalized_shape: expected an int or a tuple of ints; found (3,"
                                + " 4.0)"),
                Arguments.of(
                        "nn.Dropout(1.5)", "column 12: p: expected a number in [0, 1]; found 1.5"),
                Arguments.of(
                        "nn.Hardtanh(3, 1)",
                        "column 16: max_val: expected a number more than min_val = 3; found 1"),
                Arguments.of(
                        "nn.Identity(nn.ReLU())",
                        "column 13: expected a constant as an argument of Identity(*args,"
                                + " **kwargs); found nn.ReLU()"),
                Arguments.of(
                        "nn.ModuleDict({a: nn.ReLU()})",
                        "column 16: expected a layer's name as a string; found a"),
                Arguments.of(
                        "nn.ModuleDict({'a': nn.ReLU(), 'a': nn.Tanh()})",
                        "column 32: expected each name once; found 'a' twice"),
                Arguments.of(
                        "nn.ModuleDict([('a', nn.ReLU(), 3)])",
                        "column 16: expected a pair of a name and a layer; found ('a', nn.ReLU(),"
                                + " 3)"),
                Arguments.of(
                        "nn.TransformerEncoder(nn.TransformerDecoderLayer(8, 2), 2)",
                        "column 23: encoder_layer: expected an nn.TransformerEncoderLayer; found"
                                + " nn.TransformerDecoderLayer(8, 2)"),
                Arguments.of(
                        "nn.TransformerEncoderLayer(8, 2, activation=nn.PReLU())",
                        "column 45: activation: expected a layer without parameters; found"
                                + " nn.PReLU()"),
                // what a layer refuses, in Python's names
                Arguments.of(
                        "nn.Sequential(nn.Linear(-1, 4))",
                        "column 15: nn.Linear: in_features must be at least 0; got -1"),
                Arguments.of(
                        "nn.Conv2d(3, 4, 3, groups=2)",
                        "column 1: nn.Conv2d: in_channels must be divisible by groups; got"
                                + " in_channels = 3, groups = 2"),
                Arguments.of(
                        "nn.Embedding(10, 3, padding_idx=12)",
                        "column 1: nn.Embedding: padding_idx must lie in [-num_embeddings,"
                                + " num_embeddings - 1] = [-10, 9]; got 12"),
                Arguments.of(
                        "nn.Linear(1099511627776, 1099511627776)",
                        "column 1: nn.Linear: shape [1099511627776, 1099511627776] has more than"
                                + " 2^63 - 1 elements"),
                Arguments.of(
                        "nn.ModuleDict({'a.b': nn.ReLU()})",
                        "column 1: nn.ModuleDict: a child's name must not be empty or hold a dot;"
                                + " got \"a.b\""),
                Arguments.of(
                        "nn.ModuleDict({'keys': nn.ReLU()})",
                        "column 1: nn.ModuleDict: a child's name must not be an attribute of"
                                + " PyTorch's ModuleDict; got \"keys\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void saysWhereWhatWasFoundAndWhatWasExpected(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PythonConstructor.parse(text))
                .withMessage(message);
    }

    @Test
    void nestsTwoHundredLevels() {
        Layer layer = PythonConstructor.parse(nested(200));
        for (int level = 0; level < 199; level++) {
            layer = layer.children().firstEntry().getValue();
        }
        assertThat(layer).hasToString("Sequential()");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 100_000})
    void refusesDeeperNesting(int levels) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PythonConstructor.parse(nested(levels)))
                .withMessage(
                        "column %d: expected at most 200 brackets within each other; found more",
                        201 * "nn.Sequential(".length());
    }

    private static String nested(int levels) {
        return "nn.Sequential(".repeat(levels) + ")".repeat(levels);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "#",
                "-",
                "9",
                "9_",
                "a",
                "a.",
                "'",
                "(",
                "[",
                "{",
                "\\",
                "\n",
                "nn.Sequential("
            })
    void longTextIsAnErrorLikeAnyOther(String part) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PythonConstructor.parse(part.repeat(200_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void nullIsRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> PythonConstructor.parse(nothing()))
                .withMessage("text must not be null");
    }

    @SuppressWarnings("NullAway") // what a caller that isn't checked may give
    private static String nothing() {
        return null;
    }
}
