package io.fanin.benchmarks;

import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.Uniform;
import io.fanin.random.TorchGenerator;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;

/// A whole process: fills a float32 tensor once, as `torch.empty(count).uniform_()` or `.normal_()`
/// does.
public final class ColdFill {
    private ColdFill() {}

    /// @param arguments the law, uniform or normal, and the number of values
    public static void main(String[] arguments) {
        Law law = arguments[0].equals("normal") ? new Normal(0, 1) : new Uniform(0, 1);
        long count = Long.parseLong(arguments[1]);
        Tensor tensor = Tensor.zeros(DType.F32, Shape.of(count));
        TorchGenerator.seed(1).fill(tensor, law);
        // The last value, so that two processes can be compared.
        System.out.println(Long.toHexString(tensor.bits(count - 1)));
    }
}
