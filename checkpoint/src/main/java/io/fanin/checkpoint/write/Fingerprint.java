package io.fanin.checkpoint.write;

import io.fanin.law.Constant;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 over all that decides the bytes which a plan makes: tensors, steps that are not dead,
/// version and seed. What only people read (names of model, recipe, passes and schemes) is left
/// out.
final class Fingerprint {
    private Fingerprint() {}

    static String of(Plan plan) {
        MessageDigest digest = sha256();
        add(digest, "fanin plan 1", plan.version(), plan.seed());
        for (PlannedTensor tensor : plan.tensors()) {
            add(digest, tensor.name(), tensor.storage(), tensor.dtype(), tensor.shape());
        }
        for (Step step : plan.steps()) {
            if (!step.dead()) {
                add(
                        digest,
                        step.storage(),
                        step.region(),
                        exact(step.law()),
                        step.drawn(),
                        step.position().words(),
                        step.position().waiting());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, Object... fields) {
        for (Object field : fields) {
            byte[] bytes = field.toString().getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
    }

    /// A law with all its digits; its own text has five.
    private static String exact(Law law) {
        return switch (law) {
            case Constant(double value) -> "constant " + value;
            case Uniform(double lower, double upper) -> "uniform " + lower + " " + upper;
            case Normal(double mean, double std) -> "normal " + mean + " " + std;
            case TruncatedNormal t ->
                    "truncated normal "
                            + t.mean()
                            + " "
                            + t.std()
                            + " "
                            + t.lower()
                            + " "
                            + t.upper();
            case Orthogonal(double gain) -> "orthogonal " + gain;
            case Sparse(double sparsity, double std) -> "sparse " + sparsity + " " + std;
            case Eye _ -> "eye";
            case Dirac(long groups) -> "dirac " + groups;
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
