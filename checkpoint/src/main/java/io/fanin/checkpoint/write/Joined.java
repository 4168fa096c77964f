package io.fanin.checkpoint.write;

import java.util.stream.Stream;

/// Old rows with new rows behind them.
record Joined(Source old, Source more) implements Source {
    @Override
    public Stream<Piece> pieces(long most) {
        return Stream.concat(old.pieces(most), more.pieces(most));
    }
}
