package io.fanin.check.scan;

/// The sums of a scan. Each has sixteen partial sums, its *lanes*: lane `k` takes elements `k`, `k
/// + 16`, … in that order, by fused multiply-add where there is a product. So they are the same on
///   any vectors, and without.
interface Lanes {
    /// Partial sums of one sum.
    int LANES = 16;

    /// Adds the powers of `d = x − shift` of the first `count` values to `sums`, which holds the
    /// lanes of `Σd`, then those of `Σd²`, `Σd³` and `Σd⁴`.
    void powers(double[] x, int count, double shift, double[] sums);

    /// Adds what is of one row to `sums`: the lanes of `Σxᵢ`, of `Σxᵢ²` and of `Σxᵢxᵢ₊₁`, of which
    /// the last takes in the value after the row.
    void row(double[] x, int from, int count, double[] sums);

    /// Adds each value of some rows to the sum of its column, its square to that of the squares,
    /// and its product with the value above it to the lane of the column. `above[column + i]` lies
    /// above the first row; the last is left there.
    ///
    /// @param column the number of the first column in `above`, `sums` and `squares`
    void columns(
            double[] x,
            int rows,
            int columns,
            double[] above,
            double[] sums,
            double[] squares,
            int column,
            double[] products);

    /// The sum of the lanes from `at` on; undoes them.
    static double total(double[] lanes, int at) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = at; i < at + half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[at];
    }

    /// The vectorized lanes if the module jdk.incubator.vector is there.
    static Lanes chosen() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vectors ? new VectorLanes() : new ScalarLanes();
    }
}
