package io.fanin.checkpoint.write;

import java.util.stream.Stream;

/// Where the bytes of a tensor come from. They can be asked for any number of times.
interface Source {
    /// The bytes, cut into stretches that threads make independently of each other.
    ///
    /// @param most bytes of a stretch, at least the size of an element; one that can't be made in
    ///   part may be larger
    Stream<Stretch> stretches(long most);

    /// The place in the random stream that it begins at, 0 if it is not drawn: what is made in the
    /// order of its places need not find any place twice.
    default long place() {
        return 0;
    }
}
