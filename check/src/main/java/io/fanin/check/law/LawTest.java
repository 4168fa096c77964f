package io.fanin.check.law;

import io.fanin.check.distribution.Distribution;
import io.fanin.check.distribution.Distributions;
import io.fanin.check.scan.Figures;
import io.fanin.law.Constant;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Tests whether tensors follow laws. Up to [#EXACT] values each is looked at again and the
/// p-values are exact; of more, what the scan found is compared. Safe for use by several threads.
public final class LawTest {
    /// The most values whose p-values are exact.
    public static final int EXACT = 1 << 12;

    /// Values that are looked at again where a few are so far out that sums say nothing.
    private static final int MOST_SCORES = 1 << 20;

    /// What is so unlikely needs no closer look.
    private static final double HOPELESS = 1e-16;

    /// So few values are looked at closely in any case.
    private static final int FEW = 256;

    private final TorchVersion version;
    private final Distributions distributions;

    public LawTest(TorchVersion version) {
        this.version = version;
        this.distributions = new Distributions(version);
    }

    /// The distributions that the tests compare with.
    public Distributions distributions() {
        return distributions;
    }

    /// Whether a tensor follows a law.
    ///
    /// @param drawn the dtype that the values were drawn in, before they were cast to the tensor's
    /// @param figures the tensor's own
    /// @throws IllegalArgumentException if the law has no meaning for the tensor's shape
    public LawVerdict test(Law law, DType drawn, Tensor tensor, Figures figures) {
        law.law(tensor.shape());
        if (figures.count() == 0) {
            return new LawVerdict(1, List.of());
        }
        long strange = figures.nan() + figures.infinite();
        if (strange > 0) {
            return LawVerdict.of(List.of(new Component("NaN or infinite values", 0, strange, 0)));
        }
        return switch (law) {
            case Constant(double value) -> ExactTest.constant(value, drawn, figures);
            case Eye _, Dirac _ -> ExactTest.pattern(law, version, drawn, tensor);
            case Orthogonal orthogonal -> OrthogonalTest.of(orthogonal, drawn, tensor, figures);
            case Sparse sparse -> SparseTest.of(sparse, drawn, tensor, figures, distributions);
            case Uniform _, Normal _, TruncatedNormal _ ->
                    distributions
                            .of(law, drawn, tensor.dtype(), figures.count())
                            .map(distribution -> test(distribution, tensor, figures))
                            .orElseGet(() -> ExactTest.constant(center(law), drawn, figures));
        };
    }

    /// The one value of a law without spread.
    private static double center(Law law) {
        return switch (law) {
            case Normal normal -> normal.mean();
            case Uniform uniform -> uniform.lower();
            default -> throw new IllegalArgumentException(law + " can't be drawn as integers");
        };
    }

    /// Whether the values of a tensor, all of them finite, are independent and distributed so.
    public static LawVerdict test(Distribution distribution, Tensor tensor, Figures figures) {
        List<Component> outside = Support.violations(distribution, figures);
        if (!outside.isEmpty()) {
            return LawVerdict.of(outside);
        }
        List<Count> rarities = Support.rarities(distribution, figures);
        Aggregates aggregates = new Aggregates(distribution, figures);
        boolean isFarOut = Support.isFarOut(distribution, figures);
        if (isFarOut) {
            Component distance = Kolmogorov.of(distribution, figures.histogram());
            if (figures.count() > FEW && distance.pValue() < HOPELESS) {
                return LawVerdict.of(List.of(distance), rarities);
            }
        } else if (figures.count() > EXACT || isHopeless(distribution, figures)) {
            return LawVerdict.of(aggregates.components(), rarities);
        }
        ScoreTests scores = new ScoreTests(Scores.ofFirst(MOST_SCORES, distribution, tensor));
        List<Component> components = new ArrayList<>(scores.marginal());
        components.addAll(scores.order());
        if (figures.count() > MOST_SCORES) {
            components.add(Smooth.of(distribution, figures));
        }
        return LawVerdict.of(components, rarities);
    }

    /// Whether the bins alone show that a law can't be: as good as never by chance.
    private static boolean isHopeless(Distribution distribution, Figures figures) {
        return figures.count() > FEW && Smooth.of(distribution, figures).pValue() < HOPELESS;
    }
}
