package io.fanin.check.rule;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import java.util.List;

/// Looks at one tensor at a time for what may be wrong with it.
public interface TensorRule {
    /// May be called by several threads at once, each with another tensor.
    List<Finding> look(Subject subject);

    /// Whether its findings count in such a file, of which nothing more is known while it is read.
    default boolean isFor(Expectation file) {
        return true;
    }
}
