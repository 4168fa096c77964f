package io.fanin.checkpoint.torch;

import io.fanin.checkpoint.file.FileContents;
import io.fanin.checkpoint.file.MappedFile;
import io.fanin.checkpoint.zip.ZipArchive;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/// Reads PyTorch's files of both formats.
final class TorchFiles {
    private TorchFiles() {}

    static FileContents read(Path path, Arena arena) throws IOException {
        MappedFile file = MappedFile.map(path, arena);
        if (LegacyTorchFile.recognizes(file)) {
            return LegacyTorchFile.read(file);
        }
        ZipArchive archive = ZipArchive.read(file);
        return TorchFile.read(archive);
    }
}
