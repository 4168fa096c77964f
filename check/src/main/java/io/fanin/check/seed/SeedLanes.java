package io.fanin.check.seed;

/// The states of some generators side by side: row `i` holds word `i` of each state. The rows from
/// 624 on are the words that the generators give, untempered.
interface SeedLanes {
    /// How many generators there are.
    int width();

    /// Row 0: the seeds from `first` on.
    default void seed(int[] rows, int first) {
        for (int lane = 0; lane < width(); lane++) {
            rows[lane] = first + lane;
        }
    }

    /// Rows of the seeding from `from` to `to`, of which only the last, `to - 1`, is kept; row
    /// `from - 1` is there.
    void pass(int[] rows, int from, int to);

    /// The same, keeping all of them.
    void fill(int[] rows, int from, int to);

    /// The words `from` to `to`, into the rows 624 beyond.
    void twist(int[] rows, int from, int to);

    /// Whether the word that the tensor's first word at `position` leads to passes for any of the
    /// generators.
    boolean anyPasses(int[] rows, int position, WordTest test);

    /// The vectorized lanes if the module jdk.incubator.vector is there.
    static SeedLanes chosen() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vectors ? new VectorLanes() : new ScalarLanes();
    }
}
