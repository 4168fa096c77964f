package io.fanin.cli;

import io.fanin.random.TorchCpu;
import io.fanin.random.TorchVersion;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.IVersionProvider;

/// What `fanin --version` prints.
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String torch =
                Arrays.stream(TorchVersion.values())
                        .map(TorchVersion::toString)
                        .collect(Collectors.joining(", "));
        return new String[] {
            "fanin " + Fanin.class.getModule().getDescriptor().rawVersion().orElse("(development)"),
            "Bits of PyTorch " + torch + "; Java " + Runtime.version(),
            "Kernels: " + TorchCpu.kernels()
        };
    }
}
