package io.fanin.checkpoint.zip;

/// The four bytes with which each kind of record begins.
final class Signature {
    /// §4.3.7
    static final byte[] LOCAL = {'P', 'K', 3, 4};

    /// §4.3.12
    static final byte[] ENTRY = {'P', 'K', 1, 2};

    /// §4.3.14
    static final byte[] END64 = {'P', 'K', 6, 6};

    /// §4.3.15
    static final byte[] LOCATOR64 = {'P', 'K', 6, 7};

    /// §4.3.16
    static final byte[] END = {'P', 'K', 5, 6};

    private Signature() {}
}
