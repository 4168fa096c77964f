import org.jspecify.annotations.NullMarked;

/// Whether weights hold what they should: laws tested, schemes recognized, seeds found.
@NullMarked
module io.fanin.check {
    requires static transitive org.jspecify;
    requires transitive io.fanin.core;
    requires transitive io.fanin.checkpoint;
    // The seed search is vectorized where it is enabled: --add-modules jdk.incubator.vector.
    requires static jdk.incubator.vector;
    requires org.apache.commons.statistics.distribution;
    requires org.apache.commons.statistics.inference;

    exports io.fanin.check;
    exports io.fanin.check.report;
    exports io.fanin.check.seed;
}
