package io.fanin.check.report;

import io.fanin.internal.require.Require;
import java.util.List;

/// What a check found.
///
/// @param expectation whether the weights were taken for fresh or trained
/// @param reason how that was decided
/// @param findings the worst first
/// @param tensors in the file's order
public record Report(
        Expectation expectation,
        String reason,
        List<Finding> findings,
        List<TensorReport> tensors) {
    public Report {
        Require.present("expectation", expectation);
        Require.present("reason", reason);
        findings = List.copyOf(findings);
        tensors = List.copyOf(tensors);
    }

    /// Whether a finding is as bad as `severity` or worse.
    public boolean reaches(Severity severity) {
        return findings.stream().anyMatch(each -> each.severity().compareTo(severity) >= 0);
    }
}
