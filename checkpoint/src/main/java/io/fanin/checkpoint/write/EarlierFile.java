package io.fanin.checkpoint.write;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;

/// A file that is there already where one is to be written.
///
/// @param wanted the file to be written
record EarlierFile(FileImage wanted) {
    /// Whether it is the one wanted, as far as its size and its beginning tell: files appear under
    /// their names only when they are complete.
    boolean isFinished() throws IOException {
        if (wanted.identity().isEmpty() || Files.size(wanted.path()) != wanted.size()) {
            return false;
        }
        byte[] identity = wanted.identity().get();
        return Arrays.equals(identity, read(identity.length));
    }

    /// Why it is not the one wanted, as the end of a sentence about it.
    ///
    /// @param plan the fingerprint of the plan that the one wanted comes from
    String difference(String plan) throws IOException {
        if (wanted.identity().isEmpty()) {
            return "does not tell which plan it comes from";
        }
        byte[] head = read(2 * wanted.identity().get().length);
        return new String(head, StandardCharsets.UTF_8).contains(plan)
                ? "was cut into other shards or parts"
                : "does not come from this plan";
    }

    private byte[] read(int bytes) throws IOException {
        try (InputStream stream = Files.newInputStream(wanted.path())) {
            return stream.readNBytes(bytes);
        }
    }
}
