package io.fanin.model;

import io.fanin.reference.ReferenceJson;
import java.util.Set;
import java.util.stream.Stream;

/// What PyTorch 1.13.1 did with constructor calls: `reference/make_modules.py` and
/// `make_reference.py` made the files.
public final class ModuleCases {
    static final ReferenceJson FILE = ReferenceJson.file("module-cases.json");

    /// Calls that PyTorch's constructor lets pass, though its forward pass fails or the value is of
    /// the wrong type.
    static final Set<String> NONSENSE =
            Set.of(
                    "nn.Embedding(10, 3, max_norm=True)",
                    "nn.RNN(5, 7, 2, 'relu')", // the fourth argument is bias
                    "nn.RNNCell(5, 7, nonlinearity='gelu')",
                    "nn.EmbeddingBag(10, 3, mode='min')");

    private ModuleCases() {}

    /// Constructor calls with what the module prints, holds and drew.
    public static Stream<ReferenceJson> printed() {
        return FILE.get("cases").items().stream()
                .filter(each -> !NONSENSE.contains(each.get("args").text()));
    }

    /// Constructor calls with what the module drew.
    public static Stream<ReferenceJson> drawn() {
        return Stream.concat(
                printed(),
                ReferenceJson.file("torch-1.13.1-cpu.json").get("cases").items().stream()
                        .filter(each -> each.get("op").text().equals("module")));
    }
}
