package io.fanin.check.scale;

import io.fanin.check.rule.Digest;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.model.Role;
import io.fanin.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A random weight whose scale may come from a fan.
///
/// @param power the mean square of its values
/// @param tolerance by which part `power` may be off that of its law: 7.5 standard errors of normal
///   values, which chance exceeds with a probability below 10⁻⁹ from [#LEAST] values up, and 2 % at
///   least, for what half precision does to a law
/// @param in how many values a unit adds up
/// @param out how many units get each value
record ScaledWeight(Digest digest, double power, double tolerance, long in, long out) {
    static final long LEAST = 512;
    private static final double ERRORS = 7.5;
    private static final double LEAST_TOLERANCE = 0.02;

    /// Hugging Face's linear layer, whose weight has its inputs first.
    static final String INPUTS_FIRST = "Conv1D";

    /// Layers with several matrices in one, or with fans that PyTorch counts otherwise.
    private static final Pattern OTHERS =
            Pattern.compile("MultiheadAttention|ConvTranspose.*|RNN.*|LSTM.*|GRU.*|Bilinear");

    /// Scales that people write down as numbers: of one digit, or divided as GPT-2's.
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(trunc_)?normal(\\(std=(0\\.0*)?[1-9]([,/].*)?\\))?|uniform\\(-(0\\.0*)?[1-9],.*");

    /// Those of a file that are weights of a layer, of a law whose values are independent and whose
    /// mean is 0, and large enough to tell.
    static List<ScaledWeight> of(List<Digest> tensors) {
        return tensors.stream().flatMap(each -> of(each).stream()).toList();
    }

    private static Optional<ScaledWeight> of(Digest tensor) {
        Shape shape = tensor.shape();
        boolean counts =
                tensor.is(Role.WEIGHT)
                        && !tensor.isTied()
                        && shape.rank() >= 2
                        && shape.count() >= LEAST
                        && tensor.recognition().law().filter(ScaledWeight::isCentred).isPresent()
                        && !OTHERS.matcher(tensor.guess().type()).matches();
        if (!counts) {
            return Optional.empty();
        }
        boolean inputsFirst = tensor.guess().type().equals(INPUTS_FIRST);
        long kernel = shape.count() / shape.dim(0) / shape.dim(1);
        double tolerance = ERRORS * Math.sqrt(2.0 / shape.count());
        double mean = tensor.moments().mean();
        return Optional.of(
                new ScaledWeight(
                        tensor,
                        tensor.moments().variance() + mean * mean,
                        Math.max(tolerance, LEAST_TOLERANCE),
                        kernel * shape.dim(inputsFirst ? 0 : 1),
                        kernel * shape.dim(inputsFirst ? 1 : 0)));
    }

    private static boolean isCentred(Law law) {
        return switch (law) {
            case Uniform(double lower, double upper) -> lower == -upper;
            case Normal(double mean, double _) -> mean == 0;
            case TruncatedNormal cut -> cut.mean() == 0;
            default -> false;
        };
    }

    String name() {
        return digest.name();
    }

    Shape shape() {
        return digest.shape();
    }

    boolean isConvolution() {
        return shape().rank() > 2;
    }

    /// Whether its power may be this one.
    boolean hasPower(double expected) {
        return Math.abs(power / expected - 1) <= tolerance;
    }

    /// Whether its scale may be a number that people write down, so that no fan need explain it.
    boolean isOfNumber() {
        return digest.recognition().schemes().stream()
                .anyMatch(scheme -> NUMBER.matcher(scheme).matches());
    }

    /// The name with its numbers left out: the same for the same place in another block.
    String place() {
        return name().replaceAll("\\d+", "#");
    }
}
