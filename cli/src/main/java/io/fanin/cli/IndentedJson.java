package io.fanin.cli;

import java.io.Writer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// JSON as commands write it: indented, so that people can read and compare it.
public final class IndentedJson extends ObjectWriteContext.Base {
    private IndentedJson() {}

    /// Writes JSON into `text`.
    public static JsonGenerator into(Writer text) {
        return new JsonFactory().createGenerator(new IndentedJson(), text);
    }

    @Override
    public DefaultPrettyPrinter getPrettyPrinter() {
        return new DefaultPrettyPrinter();
    }
}
