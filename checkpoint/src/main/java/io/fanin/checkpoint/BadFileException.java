package io.fanin.checkpoint;

import io.fanin.checkpoint.file.Quoted;
import java.io.IOException;
import java.nio.file.Path;

/// A file whose content is not what it should be. The message is one line that begins with the
/// file's name and says the place, the defect and the numbers.
public final class BadFileException extends IOException {
    private static final long serialVersionUID = 1;

    public BadFileException(String message) {
        super(message);
    }

    /// The defect of a file as a whole.
    public static BadFileException of(Path file, String defect) {
        return new BadFileException(file + ": " + defect);
    }

    /// The defect of one tensor in a file.
    public static BadFileException of(Path file, String tensor, String defect) {
        return new BadFileException(file + ": tensor " + Quoted.of(tensor) + ": " + defect);
    }
}
