package io.fanin.cli.init;

import io.fanin.checkpoint.file.Quoted;
import io.fanin.checkpoint.write.Origin;
import io.fanin.checkpoint.write.Written;
import io.fanin.cli.ByteCount;
import io.fanin.cli.NameList;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// What was written, in a few lines.
record WrittenReport(Written written, boolean verbose) {
    void print(PrintWriter out) {
        int files = written.files().size();
        out.println(
                "wrote "
                        + (files == 1
                                ? written.files().getFirst()
                                : files + " files, the last " + written.files().getLast())
                        + ": "
                        + tensors(written.tensors()));
        if (!written.resumed().isEmpty()) {
            out.println(written.resumed().size() + " of them an earlier run had finished");
        }
        for (Origin origin : Origin.values()) {
            print(out, origin);
        }
        written.ties()
                .forEach((name, storage) ->
                        out.println("tie: " + Quoted.line(name) + " is " + Quoted.line(storage)));
    }

    private void print(PrintWriter out, Origin origin) {
        List<Written.Item> items = written.tensors(origin);
        if (items.isEmpty()) {
            return;
        }
        String line = origin.name().toLowerCase(Locale.ROOT) + " " + tensors(items);
        List<String> names = items.stream().map(item -> Quoted.line(item.name())).toList();
        if (!verbose) {
            out.println(line + ": " + new NameList(names));
            return;
        }
        out.println(line + ":");
        items.forEach(item ->
                out.println(
                        "  " + Quoted.line(item.name()) + " " + item.type() + " " + item.shape()));
    }

    private static String tensors(List<Written.Item> items) {
        return String.format(
                Locale.ROOT,
                "%,d tensor%s, %s",
                items.size(),
                items.size() == 1 ? "" : "s",
                new ByteCount(items.stream().mapToLong(Written.Item::bytes).sum()));
    }
}
