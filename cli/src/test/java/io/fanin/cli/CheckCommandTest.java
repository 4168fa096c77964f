package io.fanin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.atIndex;

import io.fanin.checkpoint.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class CheckCommandTest {
    @TempDir private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Run fanin(String line) {
        return Run.of(line.replace("@", folder + "/").split(" "));
    }

    private void init(String name, String line) {
        assertThat(fanin("init -o @" + name + " " + line).code()).isZero();
    }

    /// A file of one tensor of 2 × 2 zeros.
    private void zeros(String file, String name) throws IOException {
        String header =
                "{\"" + name + "\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}";
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[8 + text.length + 16];
        bytes[0] = (byte) text.length;
        System.arraycopy(text, 0, bytes, 8, text.length);
        Files.write(folder.resolve(file), bytes);
    }

    @Test
    void aSoundFileHasNoFindingsAndItsSchemesAreNamed() {
        init("a.safetensors", "--arch mlp:16,64,8 --recipe he --seed 1");
        assertThat(fanin("check @a.safetensors"))
                .isEqualTo(
                        new Run(
                                0,
                                path("a.safetensors")
                                        + """
                                        : fresh weights (2 of the 2 tensors that can tell follow the law of an initialization)
                                        no findings

                                        tensor      dtype  shape     scheme                                                                                                                  law
                                        fc1.weight  F32    [64, 16]  kaiming_uniform(relu, fan_in), kaiming_uniform(leaky_relu, a=0.01, fan_in)                                              U(-0.61237, 0.61237)  1,024 values: a bound between 0.61221 and 0.61401
                                        fc1.bias    F32    [64]      zeros                                                                                                                   0
                                        fc2.weight  F32    [8, 64]   kaiming_uniform(relu, fan_in), kaiming_uniform(leaky_relu, a=0.1, fan_in), kaiming_uniform(leaky_relu, a=0.01, fan_in)  U(-0.30619, 0.30619)  512 values: a bound between 0.3039 and 0.3057
                                        fc2.bias    F32    [8]       zeros                                                                                                                   0
                                        """,
                                ""));
    }

    @Test
    void aFileThatIsNamedTwiceIsToldTwiceWithAnEmptyLineBetween() {
        init("a.safetensors", "--arch mlp:16,64,8 --recipe he --seed 1");
        String once = fanin("check @a.safetensors").out();
        assertThat(fanin("check @a.safetensors @a.safetensors").out())
                .isEqualTo(once + System.lineSeparator() + once);
    }

    @Test
    void findingsComeFirstAndEndWith1() {
        init("z.safetensors", "--arch mlp:2,4,1 --recipe zero --seed 1");
        assertThat(fanin("check @z.safetensors"))
                .isEqualTo(
                        new Run(
                                1,
                                path("z.safetensors")
                                        + """
                                        : fresh weights (no tensor is large enough to tell, so it is taken for fresh)
                                        error all-zero: fc1.weight, fc2.weight
                                            all weights are zero (2 of 2 tensors), so symmetry is not broken: every unit of a layer computes the same and gets the same gradient
                                            mend: draw the weights; zeros are for biases alone
                                        1 error

                                        tensor      dtype  shape   scheme  law
                                        fc1.weight  F32    [4, 2]  zeros   0
                                        fc1.bias    F32    [4]     zeros   0
                                        fc2.weight  F32    [1, 4]  zeros   0
                                        fc2.bias    F32    [1]     zeros   0    1 value
                                        """,
                                ""));
    }

    @Test
    void theBitsOfAPlanAreComparedAndThoseOfAnotherSeedTold() {
        fanin("plan --arch mlp:16,64,8 --recipe he --seed 1 -o @plan.json");
        init("a.safetensors", "--arch mlp:16,64,8 --recipe he --seed 1");
        assertThat(fanin("check @a.safetensors --plan @plan.json"))
                .isEqualTo(
                        new Run(
                                0,
                                path("a.safetensors")
                                        + """
                                        : fresh weights (2 of the 2 tensors that can tell follow the law of an initialization)
                                        no findings

                                        tensor      dtype  shape     verdict               could have seen
                                        fc1.weight  F32    [64, 16]  every bit as planned
                                        fc1.bias    F32    [64]      every bit as planned
                                        fc2.weight  F32    [8, 64]   every bit as planned
                                        fc2.bias    F32    [8]       every bit as planned
                                        """,
                                ""));
        Run other = fanin("check @a.safetensors --plan @plan.json --seed 2");
        assertThat(other.code()).isOne();
        assertThat(other.out()).contains("error other-seed: fc1.weight, fc2.weight\n");
        Run law = fanin("check @a.safetensors --plan @plan.json --seed 2 --law");
        assertThat(law.code()).isZero();
        assertThat(law.out()).contains("follows U(", "1,024 values: a standard deviation off by ");
    }

    @Test
    void anotherFileIsComparedToTheBitOrInLaw() {
        init("a.safetensors", "--arch mlp:16,64,8 --recipe he --seed 1");
        init("b.safetensors", "--arch mlp:16,64,8 --recipe he --seed 2");
        assertThat(fanin("check @a.safetensors --against @a.safetensors").code()).isZero();
        Run bits = fanin("check @a.safetensors --against @b.safetensors");
        assertThat(bits.code()).isOne();
        assertThat(bits.out()).contains("error different-bits: fc1.weight");
        assertThat(fanin("check @a.safetensors --against @b.safetensors --law").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"error,1", "warning,1", "info,1", "never,0"})
    void theLeastSeverityThatFailsIsChosen(String failOn, int code) throws IOException {
        zeros("z.safetensors", "fc.weight");
        assertThat(fanin("check @z.safetensors --fail-on " + failOn).code()).isEqualTo(code);
    }

    @Test
    void aWarningFailsOnlyWhereItIsAskedTo() {
        init(
                "r.safetensors",
                "--arch mlp:16,64,8 --recipe he --rule *.bias=normal(std=0.5) --seed 1");
        Run run = fanin("check @r.safetensors");
        assertThat(run.out()).contains("warning ").doesNotContain("error ");
        assertThat(run.code()).isZero();
        assertThat(fanin("check @r.safetensors --fail-on warning").code()).isOne();
    }

    @Test
    void allowedKindsAreLeftOut() throws IOException {
        zeros("z.safetensors", "fc.weight");
        Run run = fanin("check @z.safetensors --allow all-zero,constant");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("\nno findings\n");
    }

    private JsonValue json(Run run) throws IOException {
        return JsonValue.read(
                "out", new ByteArrayInputStream(run.out().getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(JsonValue array) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonValue each : array.items()) {
            texts.add(each.text());
        }
        return texts;
    }

    @Test
    void jsonHoldsTheFilesTheFindingsAndTheTensors() throws IOException {
        init("a.safetensors", "--arch mlp:16,64,8 --recipe he --seed 1");
        zeros("z.safetensors", "fc.weight");
        Run run = fanin("check --json --stats @a.safetensors @z.safetensors");
        assertThat(run.code()).isOne();
        assertThat(run.err()).isEmpty();
        JsonValue root = json(run);
        root.requireOnly(List.of("format", "version", "files", "findings", "tensors"));
        assertThat(root.get("format").text()).isEqualTo("fanin-check");
        assertThat(root.get("version").integer()).isOne();
        JsonValue file = root.get("files").items().getFirst();
        file.requireOnly(List.of("file", "expectation", "reason"));
        assertThat(file.get("file").text()).isEqualTo(path("a.safetensors"));
        assertThat(file.get("expectation").text()).isEqualTo("fresh");
        JsonValue finding = root.get("findings").items().getFirst();
        finding.requireOnly(List.of("id", "severity", "file", "tensors", "rows", "reason", "mend"));
        assertThat(finding.get("id").text()).isEqualTo("all-zero");
        assertThat(finding.get("severity").text()).isEqualTo("error");
        assertThat(finding.get("file").text()).isEqualTo(path("z.safetensors"));
        assertThat(texts(finding.get("tensors"))).containsExactly("fc.weight");
        JsonValue tensor = root.get("tensors").items().getFirst();
        tensor.requireOnly(
                List.of(
                        "name",
                        "file",
                        "dtype",
                        "shape",
                        "layer",
                        "law",
                        "schemes",
                        "fresh",
                        "note",
                        "statistics"));
        assertThat(tensor.get("name").text()).isEqualTo("fc1.weight");
        assertThat(tensor.get("dtype").text()).isEqualTo("F32");
        assertThat(texts(tensor.get("schemes"))).contains("kaiming_uniform(relu, fan_in)");
        tensor.get("statistics")
                .requireOnly(
                        List.of(
                                "count",
                                "mean",
                                "std",
                                "min",
                                "max",
                                "zeros",
                                "denormals",
                                "nan",
                                "infinite",
                                "skewness",
                                "kurtosis",
                                "rank",
                                "largest_singular",
                                "smallest_singular",
                                "orthogonality_residual",
                                "estimated"));
    }

    @Test
    void jsonTellsRowsAsInclusiveRanges() throws IOException {
        init("a.safetensors", "--arch mlp:16,64,8 --recipe he --seed 1");
        byte[] bytes = Files.readAllBytes(folder.resolve("a.safetensors"));
        // The last tensors are fc2.weight, of 8 rows of 64, and fc2.bias, in some order of the
        // file.
        int row = 64 * 4;
        int from = bytes.length - 8 * 4 - 8 * row;
        System.arraycopy(bytes, from, bytes, from + 5 * row, row);
        Files.write(folder.resolve("b.safetensors"), bytes);
        JsonValue root = json(fanin("check --json @b.safetensors --against @a.safetensors"));
        JsonValue finding = root.get("findings").items().getFirst();
        assertThat(finding.get("id").text()).isEqualTo("different-bits");
        JsonValue rows = finding.get("rows");
        assertThat(rows.items()).hasSize(1);
        assertThat(rows.items().getFirst().items().get(0).integer()).isEqualTo(5);
        assertThat(rows.items().getFirst().items().get(1).integer()).isEqualTo(5);
        JsonValue verdict =
                root.get("tensors").items().stream()
                        .filter(each -> name(each).equals("fc2.weight"))
                        .findFirst()
                        .orElseThrow()
                        .get("verdict");
        verdict.requireOnly(List.of("holds", "text", "p"));
    }

    private static String name(JsonValue tensor) {
        try {
            return tensor.get("name").text();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void figuresAreATableOfTheirOwn() throws IOException {
        zeros("z.safetensors", "fc.weight");
        assertThat(fanin("check --stats @z.safetensors").out())
                .endsWith(
                        """

                        tensor     count   mean    std    min    max  zeros  denormal  NaN  inf  skewness  kurtosis  rank  largest sv  smallest sv  residual
                        fc.weight      4  0.000  0.000  0.000  0.000      4         0    0    0         -         -     0       0.000        0.000     1.000
                        """);
    }

    private Document xml(String name) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve(name).toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void junitHasACaseForEachTensorWhateverItsName() throws IOException {
        String hostile = "a<b>&]]>\\\"'\\u0001\\u001b[31m\\n\\ud83d\\ude00.weight";
        zeros("z.safetensors", hostile);
        assertThat(fanin("check @z.safetensors --junit @z.xml").code()).isOne();
        Document document = xml("z.xml");
        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo("fanin check " + path("z.safetensors"));
        assertThat(suite.getAttribute("tests")).isEqualTo("1");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        Element test = (Element) document.getElementsByTagName("testcase").item(0);
        assertThat(test.getAttribute("classname")).isEqualTo(path("z.safetensors"));
        assertThat(test.getAttribute("name"))
                .isEqualTo("a<b>&]]>\"'\ufffd\ufffd[31m\ufffd\ud83d\ude00.weight");
        Element failure = (Element) document.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("type")).isEqualTo("all-zero");
        assertThat(failure.getAttribute("message")).isNotEmpty();
        assertThat(failure.getTextContent().strip()).startsWith("all-zero: ").contains("mend: ");
    }

    @Test
    void aBadFileIsToldAfterTheReportsOfTheOthers() throws IOException {
        init("a.safetensors", "--arch mlp:16,64,8 --recipe he --seed 1");
        zeros("z.safetensors", "fc1.weight");
        Files.writeString(folder.resolve("bad.safetensors"), "no header");
        Run run =
                fanin(
                        "check @a.safetensors @bad.safetensors @no.safetensors @z.safetensors --junit @z.xml");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains(path("a.safetensors") + ": ", path("z.safetensors") + ": ");
        assertThat(run.err().lines())
                .hasSize(2)
                .satisfies(
                        line -> assertThat(line).startsWith("fanin: " + path("bad.safetensors")),
                        atIndex(0))
                .contains(
                        "fanin: " + path("no.safetensors") + ": there is no such file or folder",
                        atIndex(1));
        assertThat(xml("z.xml").getElementsByTagName("testsuite").getLength()).isEqualTo(2);
    }

    @Test
    void junitTellsEachFindingAboutATensor() throws IOException {
        init("a.safetensors", "--arch mlp:16,64,8 --recipe he --seed 1");
        zeros("z.safetensors", "fc1.weight");
        fanin("check @z.safetensors --against @a.safetensors --junit @z.xml");
        Element failure = (Element) xml("z.xml").getElementsByTagName("failure").item(0);
        assertThat(failure.getTextContent()).contains("wrong-shape: ", "all-zero: ");
    }

    @Test
    void junitHasACaseForATensorThatIsNotThereAndNoFailureBelowTheLimit() throws IOException {
        init("a.safetensors", "--arch mlp:16,64,8 --recipe he --seed 1");
        zeros("z.safetensors", "fc1.weight");
        fanin("check @z.safetensors --against @a.safetensors --junit @z.xml");
        NodeList cases = xml("z.xml").getElementsByTagName("testcase");
        assertThat(Stream.iterate(0, i -> i + 1).limit(cases.getLength()))
                .extracting(i -> ((Element) cases.item(i)).getAttribute("name"))
                .containsExactly("fc1.weight", "fc1.bias", "fc2.bias", "fc2.weight");
        fanin("check @z.safetensors --fail-on never --junit @z.xml");
        assertThat(xml("z.xml").getElementsByTagName("failure").getLength()).isZero();
    }

    @Test
    void aBaselineSilencesWhatItListsAndNothingElse() throws IOException {
        zeros("z.safetensors", "fc.weight");
        Run written = fanin("check @z.safetensors --write-baseline @known.json");
        assertThat(written.code()).isZero();
        assertThat(Files.readString(folder.resolve("known.json")))
                .isEqualTo(
                        """
                        {
                          "format" : "fanin-baseline",
                          "version" : 1,
                          "findings" : [ {
                            "id" : "all-zero",
                            "tensors" : [ "fc.weight" ]
                          } ]
                        }
                        """);
        Run silenced = fanin("check @z.safetensors --baseline @known.json");
        assertThat(silenced.code()).isZero();
        assertThat(silenced.out().lines().skip(1).findFirst())
                .contains("no findings; 1 left out by the baseline");
        zeros("y.safetensors", "other.weight");
        assertThat(fanin("check @y.safetensors --baseline @known.json").code()).isOne();
    }

    @Test
    void aBaselineThatIsWrittenAnewKeepsWhatTheOldOneSilenced() throws IOException {
        zeros("z.safetensors", "fc.weight");
        fanin("check @z.safetensors --write-baseline @a.json");
        fanin("check @z.safetensors --baseline @a.json --write-baseline @b.json");
        assertThat(folder.resolve("b.json")).hasSameTextualContentAs(folder.resolve("a.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {} | line 1, column 1: $: has no "format"
                    {"format": "fanin-baseline", "version": 2, "findings": []} | line 1, column 41: $.version: expected version 1; got 2
                    {"format": "fanin-baseline", "version": 1, "findings": [{"id": "all-zeros", "tensors": []}]} | there is no finding "all-zeros"; the nearest is "all-zero"
                    [ | line 1, column 2: Unexpected end-of-input: expected close marker for Array
                    """)
    void aBadBaselineEndsWith3(String text, String message) throws IOException {
        zeros("z.safetensors", "fc.weight");
        Files.writeString(folder.resolve("known.json"), text);
        Run run = fanin("check @z.safetensors --baseline @known.json");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("fanin: " + path("known.json"))
                .contains(message);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("", "Missing required parameter: 'FILE'"),
                Arguments.of("z --seed 3", "fanin check --seed needs --plan"),
                Arguments.of("z --law", "fanin check --law needs --plan or --against"),
                Arguments.of(
                        "z --plan p --against q",
                        "fanin check can't use --against: a file is checked against a plan or another"
                                + " file, not both"),
                Arguments.of(
                        "z --fail-on bad",
                        "fanin check --fail-on must be info, warning, error or never; got \"bad\""),
                Arguments.of(
                        "z --expect old",
                        "Invalid value for option '--expect': must be fresh or trained; got \"old\""),
                Arguments.of(
                        "z --allow all-zeros",
                        "Invalid value for option '--allow' (ID): there is no finding \"all-zeros\";"
                                + " the nearest is \"all-zero\""),
                Arguments.of("z --alpha 0", "alpha must lie between 0 and 1; got 0.0"),
                Arguments.of("z --alpha NaN", "alpha must lie between 0 and 1; got NaN"),
                Arguments.of(
                        "z --alpha x", "Invalid value for option '--alpha': 'x' is not a double"),
                Arguments.of(
                        "z --sead 3",
                        "fanin check has no option \"--sead\"; did you mean \"--seed\"? (fanin check"
                                + " --help lists all options)"));
    }

    @ParameterizedTest(name = "fanin check {0}")
    @MethodSource("wrong")
    void aWrongCommandLineIsAnsweredWithOneLineAndExitCode2(String line, String message)
            throws IOException {
        zeros("z", "fc.weight");
        Run run = fanin(("check " + line.replaceFirst("^z", "@z")).strip());
        assertThat(run).isEqualTo(new Run(2, "", "fanin: " + message + "\n"));
    }

    @Test
    void aFileThatIsNoneEndsWith3AndOneThatIsNotThereWith4() throws IOException {
        Files.write(folder.resolve("bad.safetensors"), new byte[4]);
        zeros("z.safetensors", "fc.weight");
        for (String line :
                List.of(
                        "check @bad.safetensors",
                        "check @z.safetensors --against @bad.safetensors",
                        "check @z.safetensors --plan @bad.safetensors")) {
            Run run = fanin(line);
            assertThat(run.code()).as(line).isEqualTo(3);
            assertThat(run.err()).hasLineCount(1);
        }
        for (String line :
                List.of(
                        "check @no.safetensors",
                        "check @z.safetensors --against @no.safetensors",
                        "check @z.safetensors --plan @no.safetensors",
                        "check @z.safetensors --baseline @no.safetensors")) {
            assertThat(fanin(line))
                    .isEqualTo(
                            new Run(
                                    4,
                                    "",
                                    "fanin: "
                                            + path("no.safetensors")
                                            + ": there is no such file or folder\n"));
        }
        assertThat(fanin("check @z.safetensors --junit @no/z.xml"))
                .satisfies(run -> {
                    assertThat(run.code()).isEqualTo(4);
                    assertThat(run.err())
                            .isEqualTo(
                                    "fanin: "
                                            + path("no/z.xml")
                                            + ": there is no such file or folder\n");
                });
    }

    @Test
    void namesFromTheFileCantSteerTheTerminal() throws IOException {
        zeros("z.safetensors", "\\u001b[31m\\n.weight");
        assertThat(fanin("check @z.safetensors").out())
                .doesNotContain("\u001b")
                .contains("all-zero: \\u001b[31m\\u000a.weight\n");
    }
}
