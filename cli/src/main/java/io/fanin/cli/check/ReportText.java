package io.fanin.cli.check;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Recognition;
import io.fanin.check.report.Report;
import io.fanin.check.report.Severity;
import io.fanin.check.report.Statistics;
import io.fanin.check.report.TensorReport;
import io.fanin.check.report.Verdict;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.cli.NameList;
import io.fanin.cli.TextTable;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A report as text: findings first, then a table of the tensors.
final class ReportText {
    private static final int SHOWN_ROWS = 8;

    private final PrintWriter out;
    private final boolean coloured;
    private final TokenNames names;

    /// @param coloured whether severities have the colours of a terminal
    ReportText(PrintWriter out, boolean coloured, TokenNames names) {
        this.out = out;
        this.coloured = coloured;
        this.names = names;
    }

    void print(CheckedFile file) {
        Report report = file.report();
        out.println(
                Quoted.line(file.name())
                        + ": "
                        + report.expectation()
                        + " weights ("
                        + report.reason()
                        + ")");
        report.findings().forEach(this::print);
        out.println(summary(report) + known(file.known()));
        out.println();
        table(report.tensors());
        if (report.tensors().stream().anyMatch(each -> each.statistics().isPresent())) {
            out.println();
            statistics(report.tensors());
        }
    }

    private void print(Finding finding) {
        out.println(
                colour(finding.severity())
                        + " "
                        + finding.kind()
                        + ": "
                        + new NameList(finding.tensors().stream().map(Quoted::line).toList())
                        + rows(finding.rows()));
        out.println("    " + Quoted.escaped(finding.reason()));
        names.line(finding).ifPresent(line -> out.println("    tokens: " + line));
        out.println("    mend: " + Quoted.escaped(finding.mend()));
    }

    private String colour(Severity severity) {
        String code =
                switch (severity) {
                    case ERROR -> "\u001b[31m";
                    case WARNING -> "\u001b[33m";
                    case INFO -> "\u001b[36m";
                };
        return coloured ? code + severity + "\u001b[0m" : severity.toString();
    }

    private static String rows(List<Finding.Rows> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        long count = rows.stream().mapToLong(each -> each.last() - each.first() + 1).sum();
        String shown =
                String.join(", ", rows.stream().limit(SHOWN_ROWS).map(ReportText::range).toList());
        return String.format(
                Locale.ROOT,
                ", %,d row%s: %s%s",
                count,
                count == 1 ? "" : "s",
                shown,
                rows.size() > SHOWN_ROWS
                        ? String.format(
                                Locale.ROOT, " and %,d more ranges", rows.size() - SHOWN_ROWS)
                        : "");
    }

    private static String range(Finding.Rows rows) {
        return rows.first() == rows.last()
                ? Long.toString(rows.first())
                : rows.first() + " to " + rows.last();
    }

    private static String summary(Report report) {
        String counts =
                String.join(
                        ", ",
                        Arrays.stream(Severity.values())
                                .sorted((a, b) -> b.compareTo(a))
                                .map(severity -> count(report, severity))
                                .filter(text -> !text.isEmpty())
                                .toList());
        return counts.isEmpty() ? "no findings" : counts;
    }

    private static String known(int findings) {
        return findings == 0
                ? ""
                : String.format(Locale.ROOT, "; %,d left out by the baseline", findings);
    }

    private static String count(Report report, Severity severity) {
        long count = report.findings().stream().filter(each -> each.severity() == severity).count();
        return count == 0
                ? ""
                : severity == Severity.INFO
                        ? count + " info"
                        : count + " " + severity + (count == 1 ? "" : "s");
    }

    private void table(List<TensorReport> tensors) {
        boolean judged = tensors.stream().anyMatch(each -> each.verdict().isPresent());
        TextTable table =
                judged
                        ? new TextTable("tensor", "dtype", "shape", "verdict", "could have seen")
                        : new TextTable("tensor", "dtype", "shape", "scheme", "law", "");
        for (TensorReport each : tensors) {
            String name = Quoted.line(each.name());
            String shape = each.shape().toString();
            if (judged) {
                table.row(
                        name,
                        each.type(),
                        shape,
                        each.verdict().map(ReportText::verdict).orElse("not compared"),
                        each.verdict().map(Verdict::power).orElse(""));
            } else {
                table.row(
                        name,
                        each.type(),
                        shape,
                        each.recognition().map(ReportText::schemes).orElse("not looked at"),
                        each.recognition()
                                .flatMap(Recognition::law)
                                .map(Object::toString)
                                .orElse(""),
                        each.recognition().map(Recognition::note).orElse(""));
            }
        }
        table.print(out);
    }

    private static String verdict(Verdict verdict) {
        String p =
                verdict.pValue() > 0 && verdict.pValue() < 1
                        ? String.format(Locale.ROOT, ", p = %.2g", verdict.pValue())
                        : "";
        return verdict.holds() ? verdict.text() + p : "WRONG, see above";
    }

    private static String schemes(Recognition recognition) {
        if (recognition.law().isEmpty()) {
            return "trained or unknown";
        }
        return recognition.schemes().isEmpty()
                ? "no known scheme"
                : new NameList(recognition.schemes()).toString();
    }

    private void statistics(List<TensorReport> tensors) {
        TextTable table =
                new TextTable(
                        "tensor",
                        ">count",
                        ">mean",
                        ">std",
                        ">min",
                        ">max",
                        ">zeros",
                        ">denormal",
                        ">NaN",
                        ">inf",
                        ">skewness",
                        ">kurtosis",
                        ">rank",
                        ">largest sv",
                        ">smallest sv",
                        ">residual");
        for (TensorReport tensor : tensors) {
            tensor.statistics().ifPresent(each -> row(table, tensor.name(), each));
        }
        table.print(out);
    }

    private static void row(TextTable table, String name, Statistics each) {
        table.row(
                Quoted.line(name),
                count(each.count()),
                number(each.mean()),
                number(each.std()),
                number(each.min()),
                number(each.max()),
                count(each.zeros()),
                count(each.denormals()),
                count(each.nan()),
                count(each.infinite()),
                number(each.skewness()),
                number(each.kurtosis()),
                each.spectrum().map(s -> about(s) + count(s.rank())).orElse(""),
                each.spectrum().map(s -> about(s) + number(s.largest())).orElse(""),
                each.spectrum().map(s -> about(s) + number(s.smallest())).orElse(""),
                each.spectrum().map(s -> about(s) + number(s.residual())).orElse(""));
    }

    private static String about(Statistics.Spectrum spectrum) {
        return spectrum.isEstimate() ? "~" : "";
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4g", value);
    }
}
