package io.fanin.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Finding.Rows;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Report;
import io.fanin.check.report.Severity;
import io.fanin.check.report.Verdict;
import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Files against files. Laws are compared at 10⁻⁶ a file.
class ComparisonTest {
    private static final Set<Kind> COMPARED = EnumSet.range(Kind.MISSING, Kind.OTHER_SEED);
    private static final String WHICH = "find out which of the two is right";

    private static MemoryCheckpoint drawn(long seed, String scheme, long... dims) {
        return MemoryCheckpoint.seed(seed).draw("fc.weight", scheme, dims);
    }

    private static Report report(MemoryCheckpoint a, MemoryCheckpoint b) {
        return Check.of(a).against(b).run();
    }

    private static List<Finding> findings(Report report) {
        return report.findings().stream().filter(each -> COMPARED.contains(each.kind())).toList();
    }

    private static Finding only(MemoryCheckpoint a, MemoryCheckpoint b) {
        List<Finding> findings = findings(report(a, b));
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private static Tensor transposed(Tensor tensor) {
        Tensor copy = Tensor.zeros(tensor.dtype(), tensor.transpose(0, 1).shape());
        copy.copy(tensor.transpose(0, 1));
        return copy;
    }

    private static MemoryCheckpoint holding(Tensor tensor) {
        return MemoryCheckpoint.seed(0).with("fc.weight", tensor);
    }

    @Test
    void equalTensorsAreEqualToTheBit() {
        Report report = report(drawn(1, "normal", 30, 20), drawn(1, "normal", 30, 20));
        assertThat(findings(report)).isEmpty();
        assertThat(report.tensors().getFirst().verdict())
                .contains(Verdict.exact(true, "equal to the bit"));
    }

    @Test
    void someChangedRowsAreNamed() {
        MemoryCheckpoint a = drawn(1, "normal", 300, 20);
        for (int row : new int[] {4, 5, 6, 250}) {
            a.tensor("fc.weight").set(20 * row + 3, 0.5);
        }
        Finding finding = only(a, drawn(1, "normal", 300, 20));
        assertThat(finding.kind()).isEqualTo(Kind.DIFFERENT_BITS);
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.rows()).containsExactly(new Rows(4, 6), new Rows(250, 250));
        assertThat(finding.reason())
                .matches(
                        "4 of 6,000 values differ by up to [.\\d]+, first number 83: 0.5 where the other"
                                + " has [-.\\d]+; the laws may be one; 296 of 300 rows are unchanged");
        assertThat(finding.mend()).isEqualTo(WHICH + "; with --law, equal laws are enough");
    }

    @Test
    void numbersWithoutDimensionsAreCompared() {
        Tensor seven = Tensor.zeros(DType.I64, Shape.of());
        seven.set(0, 7);
        assertThat(only(holding(seven), holding(Tensor.zeros(DType.I64, Shape.of()))).reason())
                .isEqualTo(
                        "1 of 1 values differ by up to 7.000, first number 0: 7 where the other has 0");
    }

    @Test
    void rowsInAnotherOrderAreRecognized() {
        MemoryCheckpoint b = drawn(1, "normal", 6, 20);
        Tensor turned = Tensor.zeros(DType.F32, Shape.of(6, 20));
        for (int row = 0; row < 6; row++) {
            turned.select(0, row).copy(b.tensor("fc.weight").select(0, 5 - row));
        }
        assertThat(only(holding(turned), b).reason())
                .endsWith("; the rows are the same in another order");
    }

    @Test
    void aTransposeIsRecognizedBesideTheOtherShapeAndInASquare() {
        MemoryCheckpoint b = drawn(1, "normal", 6, 20);
        assertThat(only(holding(transposed(b.tensor("fc.weight"))), b))
                .isEqualTo(
                        Finding.of(
                                Kind.WRONG_SHAPE,
                                List.of("fc.weight"),
                                "the shape is [20, 6] where the other file has [6, 20]: it is the transpose,"
                                        + " to the bit",
                                "transpose it"));
        MemoryCheckpoint square = drawn(1, "normal", 20, 20);
        assertThat(only(holding(transposed(square.tensor("fc.weight"))), square).reason())
                .endsWith("; it is the transpose, to the bit");
    }

    @Test
    void aTransposedShapeOfOtherValuesIsNoTranspose() {
        assertThat(only(drawn(1, "normal", 20, 6), drawn(2, "normal", 6, 20)))
                .isEqualTo(
                        Finding.of(
                                Kind.WRONG_SHAPE,
                                List.of("fc.weight"),
                                "the shape is [20, 6] where the other file has [6, 20]",
                                WHICH));
    }

    @Test
    void whatIsSaidOfSeveralTensorsInTheSameWordsIsOneFinding() {
        MemoryCheckpoint a = MemoryCheckpoint.seed(0);
        MemoryCheckpoint b = MemoryCheckpoint.seed(0);
        for (String name : List.of("fc2.bias", "fc1.bias", "fc3.bias")) {
            int units = name.equals("fc3.bias") ? 5 : 4;
            a.with(name, Tensor.zeros(DType.BF16, Shape.of(units)));
            b.with(
                    name,
                    Tensor.zeros(name.equals("fc3.bias") ? DType.F64 : DType.F32, Shape.of(units)));
        }
        assertThat(findings(report(a, b)))
                .extracting(Finding::tensors)
                .containsExactly(List.of("fc2.bias", "fc1.bias"), List.of("fc3.bias"));
    }

    @Test
    void aCastInEitherDirectionIsANote() {
        MemoryCheckpoint wide = drawn(1, "normal", 30, 20);
        Tensor narrow = Tensor.zeros(DType.BF16, Shape.of(30, 20));
        narrow.copy(wide.tensor("fc.weight"));
        Finding finding =
                Finding.of(
                                Kind.WRONG_DTYPE,
                                List.of("fc.weight"),
                                "the dtype is BF16 where the other file has F32: the values are those of the"
                                        + " other file, merely cast",
                                WHICH)
                        .with(Severity.INFO);
        assertThat(only(holding(narrow), wide)).isEqualTo(finding);
        assertThat(only(wide, holding(narrow)).severity()).isEqualTo(Severity.INFO);
        narrow.set(3, 9);
        assertThat(only(holding(narrow), wide))
                .isEqualTo(
                        Finding.of(
                                Kind.WRONG_DTYPE,
                                List.of("fc.weight"),
                                "the dtype is BF16 where the other file has F32, and the values differ by"
                                        + " more than a cast",
                                WHICH));
    }

    @Test
    void missingAndExtraTensorsAreOneFindingEach() {
        MemoryCheckpoint a = drawn(1, "normal", 6, 20).draw("a", "normal", 3);
        MemoryCheckpoint b =
                drawn(1, "normal", 6, 20).draw("c", "normal", 3).draw("b", "normal", 3);
        assertThat(findings(report(a, b)))
                .containsExactly(
                        Finding.of(
                                Kind.MISSING,
                                List.of("c", "b"),
                                "2 tensors of the other file are not there",
                                "add them, or leave them out of the other file"),
                        Finding.of(
                                Kind.EXTRA,
                                List.of("a"),
                                "1 tensor is not in the other file",
                                "leave them out, or add them to the other file"));
    }

    @Test
    void equalLawsAreEnoughOnRequest() {
        Report report =
                Check.of(drawn(1, "normal(std=0.02)", 300, 40))
                        .against(drawn(2, "normal(std=0.02)", 300, 40))
                        .byLaw()
                        .run();
        assertThat(findings(report)).isEmpty();
        Verdict verdict = report.tensors().getFirst().verdict().orElseThrow();
        assertThat(verdict.text()).isEqualTo("may follow the law of the other");
        assertThat(verdict.pValue()).isBetween(1e-6, 1.0);
    }

    @Test
    void otherDeviationsMeansAndFormsAreOtherLaws() {
        for (String scheme :
                List.of(
                        "normal(std=0.022)",
                        "normal(mean=0.002, std=0.02)",
                        "uniform(-0.034641016, 0.034641016)")) {
            List<Finding> findings =
                    findings(
                            Check.of(drawn(1, scheme, 300, 200))
                                    .against(drawn(2, "normal(std=0.02)", 300, 200))
                                    .byLaw()
                                    .run());
            assertThat(findings).as(scheme).hasSize(1);
            assertThat(findings.getFirst().kind()).isEqualTo(Kind.WRONG_LAW);
            assertThat(findings.getFirst().reason())
                    .startsWith("its law is not that of the other file (p = ")
                    .contains(" where the other has ");
        }
    }

    @Test
    void valuesThatAreNoNumbersAreCompared() {
        MemoryCheckpoint a = drawn(1, "normal", 6, 20);
        a.tensor("fc.weight").set(0, Double.NaN);
        MemoryCheckpoint b = drawn(1, "normal", 6, 20);
        b.tensor("fc.weight").set(0, Double.NaN);
        assertThat(findings(report(a, b))).isEmpty();
        assertThat(only(a, drawn(1, "normal", 6, 20)).reason())
                .startsWith("1 of 120 values differ by up to NaN, first number 0: NaN where ");
    }

    private static MemoryCheckpoint ofType(ElementType type, int... bytes) {
        byte[] memory = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            memory[i] = (byte) bytes[i];
        }
        return MemoryCheckpoint.seed(0)
                .with(
                        StoredTensor.contiguous(
                                "ids",
                                type,
                                Shape.of(bytes.length / type.bytes()),
                                MemorySegment.ofArray(memory)));
    }

    @Test
    void typesWithoutArithmeticAreComparedByTheirBytes() {
        MemoryCheckpoint a = ofType(ElementType.U16, 1, 2, 3, 4);
        Report same = report(a, ofType(ElementType.U16, 1, 2, 3, 4));
        assertThat(same.findings()).isEmpty();
        assertThat(same.tensors().getFirst().verdict())
                .contains(Verdict.exact(true, "equal to the bit"));
        assertThat(same.tensors().getFirst().recognition()).isEqualTo(Optional.empty());
        assertThat(only(a, ofType(ElementType.U16, 1, 2, 9, 4)))
                .isEqualTo(
                        Finding.of(
                                Kind.DIFFERENT_BITS,
                                List.of("ids"),
                                "its bytes differ, first in number 1",
                                WHICH));
    }

    @Test
    void typesWithoutArithmeticHaveShapesAndDtypesToo() {
        MemoryCheckpoint a = ofType(ElementType.U16, 1, 2, 3, 4);
        assertThat(only(a, ofType(ElementType.U16, 1, 2)).kind()).isEqualTo(Kind.WRONG_SHAPE);
        MemoryCheckpoint halves =
                MemoryCheckpoint.seed(0).with("ids", Tensor.zeros(DType.BF16, Shape.of(2)));
        for (List<MemoryCheckpoint> pair : List.of(List.of(a, halves), List.of(halves, a))) {
            assertThat(only(pair.get(0), pair.get(1)).reason())
                    .startsWith("the dtype is ")
                    .endsWith(", and Fanin does not compare their values");
        }
        assertThat(only(halves, ofType(ElementType.U16, 1, 2)).kind()).isEqualTo(Kind.WRONG_SHAPE);
    }
}
