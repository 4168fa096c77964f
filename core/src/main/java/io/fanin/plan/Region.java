package io.fanin.plan;

import io.fanin.internal.require.Require;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;

/// The part of a storage that a step fills.
public sealed interface Region {
    /// The shape of the tensor that is drawn.
    Shape shape(Shape whole);

    /// Where in the storage it lies.
    Slice slice(Shape whole);

    /// All of it.
    record Whole() implements Region {
        @Override
        public Shape shape(Shape whole) {
            return whole;
        }

        @Override
        public Slice slice(Shape whole) {
            return Slice.all(whole);
        }

        @Override
        public String toString() {
            return "all";
        }
    }

    /// Rows `from` (included) to `to` (excluded), drawn as a tensor of that many rows.
    record Rows(long from, long to) implements Region {
        public Rows {
            Require.atLeast("from", 0, from);
            Require.atLeast("to", from, to);
        }

        @Override
        public Shape shape(Shape whole) {
            return slice(whole).shape();
        }

        @Override
        public Slice slice(Shape whole) {
            return Slice.rows(whole, from, to);
        }

        @Override
        public String toString() {
            return to == from + 1 ? "row " + from : "rows [" + from + ", " + to + ")";
        }
    }
}
