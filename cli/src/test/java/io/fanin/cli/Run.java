package io.fanin.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// What one command line printed, and its exit code.
record Run(int code, String out, String err) {

    static Run of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Fanin.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Run(code, out.toString(), err.toString());
    }
}
