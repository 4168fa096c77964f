package io.fanin.checkpoint.write;

import java.util.stream.Stream;

/// Old rows with new rows behind them.
record Joined(Source old, Source more) implements Source {
    @Override
    public Stream<Stretch> stretches(long most) {
        return Stream.concat(old.stretches(most), more.stretches(most));
    }
}
