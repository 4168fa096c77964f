package io.fanin.checkpoint.write;

import java.util.stream.Stream;

/// Where the bytes of a tensor come from. They can be asked for any number of times.
interface Source {
    /// The bytes in order, in pieces of at most `most` bytes; a single one may be larger if it
    /// can't be made in pieces.
    ///
    /// @param most at least the size of an element
    Stream<Piece> pieces(long most);
}
