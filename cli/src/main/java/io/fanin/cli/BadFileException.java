package io.fanin.cli;

/// A file whose content is not what it should be. The message is one line and begins with the
/// file's name.
public final class BadFileException extends Exception {
    private static final long serialVersionUID = 1;

    public BadFileException(String message) {
        super(message);
    }
}
