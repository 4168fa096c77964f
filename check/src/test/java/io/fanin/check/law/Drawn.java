package io.fanin.check.law;

import io.fanin.check.scan.Figures;
import io.fanin.check.scan.Scan;
import io.fanin.law.Law;
import io.fanin.random.TorchGenerator;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;

/// A tensor with its figures, as tests draw them.
record Drawn(DType drawn, Tensor tensor, Figures figures) {
    static final TorchVersion VERSION = TorchVersion.V2_10;

    static Drawn of(Tensor tensor, DType drawn) {
        return new Drawn(drawn, tensor, Scan.of(tensor));
    }

    static Drawn of(Law law, DType drawn, DType stored, Shape shape, long seed) {
        Tensor tensor = Tensor.zeros(drawn, shape);
        TorchGenerator.seed(VERSION, seed).fill(tensor, law);
        if (stored == drawn) {
            return of(tensor, drawn);
        }
        Tensor cast = Tensor.zeros(stored, shape);
        cast.copy(tensor);
        return of(cast, drawn);
    }

    static Drawn of(Law law, Shape shape, long seed) {
        return of(law, DType.F32, DType.F32, shape, seed);
    }

    LawVerdict test(Law law) {
        return testAs(law, drawn);
    }

    /// Against the law as it comes out when it is drawn in another dtype.
    LawVerdict testAs(Law law, DType other) {
        return new LawTest(VERSION).test(law, other, tensor, figures);
    }
}
