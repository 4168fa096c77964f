import org.jspecify.annotations.NullMarked;

/// Initializations compared by measurement: small networks trained from many seeds at once.
@NullMarked
module io.fanin.lab {
    requires static transitive org.jspecify;
    requires transitive io.fanin.core;
    requires transitive io.fanin.torch;
    requires org.apache.commons.statistics.inference;
    requires org.apache.commons.statistics.interval;

    exports io.fanin.lab;
}
