import org.jspecify.annotations.NullMarked;

/// The `fanin` command.
@NullMarked
module io.fanin.cli {
    requires static transitive org.jspecify;
    requires io.fanin.core;
    requires io.fanin.checkpoint;
    requires io.fanin.check;
    // Loaded only by the verbs that train.
    requires static io.fanin.lab;
    requires info.picocli;
    requires tools.jackson.core;
    requires java.xml;

    opens io.fanin.cli to
            info.picocli;
    opens io.fanin.cli.check to
            info.picocli;
    opens io.fanin.cli.init to
            info.picocli;
    opens io.fanin.cli.plan to
            info.picocli;
    opens io.fanin.cli.seed to
            info.picocli;
    opens io.fanin.cli.selftest to
            info.picocli;
    opens io.fanin.cli.show to
            info.picocli;
    opens io.fanin.cli.walkthrough to
            info.picocli;
}
