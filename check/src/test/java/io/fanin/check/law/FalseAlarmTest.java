package io.fanin.check.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.scan.Scan;
import io.fanin.init.TorchInit;
import io.fanin.law.Law;
import io.fanin.random.TorchGenerator;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Correct models are called wrong as rarely as is asked. `-Dfanin.models=10000` runs the whole
/// measurement that `docs/check-power.md` tells of.
class FalseAlarmTest {
    private static final int MODELS = Integer.getInteger("fanin.models", 150);
    private static final long SEED = Long.getLong("fanin.seed", 20261128);

    private static final List<String> SCHEMES =
            List.of(
                    "uniform(-0.1, 0.1)",
                    "uniform(0, 1)",
                    "normal(std=0.02)",
                    "normal",
                    "trunc_normal",
                    "trunc_normal(std=0.02)",
                    "trunc_normal(std=0.02, a=-0.04, b=0.04)",
                    "xavier_uniform",
                    "xavier_normal",
                    "kaiming_uniform(relu)",
                    "kaiming_normal(relu, fan_out)",
                    "orthogonal",
                    "sparse(0.1)",
                    "constant(0.3)",
                    "eye",
                    "dirac");

    private final LawTest tests = new LawTest(TorchVersion.V2_10);
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Map<String, List<Double>> pValues = new TreeMap<>();
    private final Map<String, Integer> worst = new TreeMap<>();

    /// A tensor of a random scheme, shape and dtypes.
    private LawVerdict one() {
        String scheme = SCHEMES.get(random.nextInt(SCHEMES.size()));
        long size = (long) Math.exp(Math.log(8) + random.nextDouble() * Math.log(1e6 / 8));
        Shape shape = shape(size, scheme);
        boolean exact = scheme.startsWith("orthogonal");
        DType[] all = {DType.F32, DType.F64, DType.BF16, DType.F16};
        DType stored = all[random.nextInt(4)];
        DType drawn = random.nextBoolean() ? stored : DType.F32;
        if (exact && drawn != DType.F64) {
            drawn = DType.F32;
        }
        if (stored == DType.F64) {
            drawn = DType.F64;
        }
        Law law = TorchInit.parse(scheme).law(shape);
        Tensor tensor = Tensor.zeros(drawn, shape);
        TorchGenerator.seed(TorchVersion.V2_10, random.nextInt()).fill(tensor, law);
        Tensor cast = Tensor.zeros(stored, shape);
        cast.copy(tensor);
        LawVerdict verdict = tests.test(law, drawn, cast, Scan.of(cast));
        if (verdict.components().stream().anyMatch(each -> each.pValue() < 1)) {
            note("scheme " + scheme, verdict);
            note("size 10^" + (int) Math.log10((double) shape.count()), verdict);
            note("dtype " + drawn + " > " + stored, verdict);
            note("all", verdict);
            for (Component each : verdict.components()) {
                note("component " + each.name(), new LawVerdict(each.pValue(), List.of()));
            }
            if (verdict.pValue() < 0.01) {
                worst.merge(verdict.worst().name(), 1, Integer::sum);
            }
            if (verdict.pValue() < 1e-5) {
                System.out.println(scheme + " " + shape + " " + drawn + " " + stored + verdict);
            }
        } else {
            assertThat(verdict.pValue()).describedAs(scheme + " " + shape).isEqualTo(1);
        }
        return verdict;
    }

    private void note(String key, LawVerdict verdict) {
        pValues.computeIfAbsent(key, _ -> new ArrayList<>()).add(verdict.pValue());
    }

    private Shape shape(long size, String scheme) {
        long rows = Math.max(1, (long) Math.exp(random.nextDouble() * Math.log((double) size)));
        long columns = Math.max(1, size / rows);
        if (scheme.startsWith("orthogonal")) {
            rows = Math.min(rows, 300);
            columns = Math.min(columns, 300);
        }
        if (scheme.equals("dirac")) {
            return Shape.of(Math.max(rows / 4, 1), Math.max(columns / 4, 1), 3);
        }
        boolean flat = random.nextInt(4) == 0 && (scheme.startsWith("u") || scheme.startsWith("n"));
        return flat ? Shape.of(rows * columns) : Shape.of(rows, columns);
    }

    @Test
    void aModelInAHundredIsCalledWrongAtOnePercentAndNoneAtAMillionth() {
        int alarms = 0;
        int severe = 0;
        for (int i = 0; i < MODELS; i++) {
            LawVerdict[] verdicts = new LawVerdict[1 + random.nextInt(3)];
            for (int j = 0; j < verdicts.length; j++) {
                verdicts[j] = one();
            }
            alarms += isCalledWrong(verdicts, 0.01) ? 1 : 0;
            severe += isCalledWrong(verdicts, 1e-6) ? 1 : 0;
        }
        System.out.println(
                MODELS + " models: " + alarms + " below 0.01, " + severe + " below 1e-6");
        pValues.forEach((key, values) ->
                System.out.printf(
                        "%-45s %6d  <0.1 %.4f  <0.01 %.4f  <0.001 %.5f%n",
                        key,
                        values.size(),
                        part(values, 0.1),
                        part(values, 0.01),
                        part(values, 0.001)));
        System.out.println(worst);
        assertThat(severe).isZero();
        // Of 150 models 1.5 are expected; 11 and more have a probability of 6e-7. Of 10,000, where
        // the rate itself is measured, 1 % ± 0.3 %: more than three deviations.
        assertThat((double) alarms / MODELS).isLessThan(MODELS < 1000 ? 11.0 / 150 : 0.013);
    }

    /// As `Contract` does it: each tensor has its share of the level, but those that leave nothing
    /// to chance.
    private static boolean isCalledWrong(LawVerdict[] verdicts, double alpha) {
        long random = Arrays.stream(verdicts).filter(FalseAlarmTest::isRandom).count();
        double level = PValues.level(alpha, Math.max(random, 1));
        return Arrays.stream(verdicts).anyMatch(each -> each.pValue() < level);
    }

    private static boolean isRandom(LawVerdict verdict) {
        return verdict.components().stream()
                .anyMatch(each -> each.pValue() > 0 && each.pValue() < 1);
    }

    private static double part(List<Double> values, double level) {
        return values.stream().filter(p -> p < level).count() / (double) values.size();
    }
}
