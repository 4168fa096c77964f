package io.fanin.check.rule;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import java.util.List;

/// Looks at all tensors of a file for what may be wrong between them.
public interface FileRule {
    /// @param tensors in the file's order
    List<Finding> look(List<Digest> tensors, Expectation file);
}
