package io.fanin.cli;

/// What a run of `fanin` ends with, the same for every verb.
public final class ExitCode {
    public static final int OK = 0;

    /// A check found something wrong.
    public static final int CHECK_FAILED = 1;

    /// The command line is wrong.
    public static final int USAGE = 2;

    /// A file's content is wrong.
    public static final int BAD_FILE = 3;

    /// A file can't be read or written.
    public static final int NO_ACCESS = 4;

    /// A defect of Fanin.
    public static final int DEFECT = 70;

    private ExitCode() {}
}
