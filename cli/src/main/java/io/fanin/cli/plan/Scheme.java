package io.fanin.cli.plan;

import io.fanin.init.KaimingNormal;
import io.fanin.init.KaimingUniform;
import io.fanin.init.TorchInit;
import io.fanin.init.XavierNormal;
import io.fanin.init.XavierUniform;
import io.fanin.law.Law;
import java.util.Locale;

/// A step's scheme as a table prints it, and what it scales by.
///
/// @param gain empty if it has none
record Scheme(String text, String gain) {
    static Scheme of(String text) {
        try {
            return switch (TorchInit.parse(text)) {
                case KaimingUniform kaiming ->
                        new Scheme(text, print(kaiming.nonlinearity().gain(kaiming.a())));
                case KaimingNormal kaiming ->
                        new Scheme(text, print(kaiming.nonlinearity().gain(kaiming.a())));
                case XavierUniform xavier -> new Scheme(text, print(xavier.gain()));
                case XavierNormal xavier -> new Scheme(text, print(xavier.gain()));
                // The law beside it tells the arguments.
                case Law _ -> new Scheme(text.replaceFirst("[(].*", ""), "");
                default -> new Scheme(text, "");
            };
        } catch (IllegalArgumentException _) {
            return new Scheme(text, "");
        }
    }

    private static String print(double gain) {
        return String.format(Locale.ROOT, "%.4f", gain);
    }
}
