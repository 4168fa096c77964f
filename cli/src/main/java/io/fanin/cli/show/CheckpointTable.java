package io.fanin.cli.show;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.cli.ByteCount;
import io.fanin.cli.TextTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;

/// A checkpoint as a table: its tensors, ties, metadata and totals. What the file says is printed
/// so that a terminal obeys none of it.
final class CheckpointTable {
    private final Path file;
    private final Checkpoint checkpoint;

    CheckpointTable(Path file, Checkpoint checkpoint) {
        this.file = file;
        this.checkpoint = checkpoint;
    }

    void print(PrintWriter out) {
        out.println(file + ": " + Quoted.line(checkpoint.format()));
        Collection<StoredTensor> tensors = checkpoint.tensors().sequencedValues();
        TextTable table = new TextTable("tensor", "dtype", "shape", ">bytes", "");
        for (StoredTensor each : tensors) {
            table.row(
                    Quoted.line(each.name()),
                    each.type().name(),
                    each.shape().toString(),
                    count(each.bytes()),
                    isTied(each) ? "shares " + Quoted.line(each.storage()) : "");
        }
        table.print(out);
        checkpoint
                .metadata()
                .forEach((key, value) ->
                        out.println("metadata " + Quoted.line(key) + " = " + Quoted.line(value)));
        long tied = tensors.stream().filter(CheckpointTable::isTied).count();
        out.println(
                count(tensors.size())
                        + (tensors.size() == 1 ? " tensor" : " tensors")
                        + (tied == 0 ? "" : " (" + count(tied) + " tied)")
                        + ", "
                        + count(values(tensors))
                        + " values, "
                        + new ByteCount(bytes(tensors)));
    }

    /// Whether it shares the memory of a tensor before it.
    static boolean isTied(StoredTensor tensor) {
        return !tensor.name().equals(tensor.storage());
    }

    /// Those of tied tensors count once.
    static long values(Collection<StoredTensor> tensors) {
        return tensors.stream()
                .filter(each -> !isTied(each))
                .mapToLong(each -> each.shape().count())
                .sum();
    }

    /// Those of tied tensors count once.
    static long bytes(Collection<StoredTensor> tensors) {
        return tensors.stream().filter(each -> !isTied(each)).mapToLong(StoredTensor::bytes).sum();
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
