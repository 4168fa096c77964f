package io.fanin.internal.qr;

/// Some neighbouring columns' reflections as one: `H = 1 − V·T·Vᵀ`, with the reflectors as the
/// columns of `V` and an upper triangular `T`. [Strips] says what a strip and a grouped matrix are.
///
/// Source: Schreiber and Van Loan, "A storage-efficient WY representation for products of
/// Householder transformations", SIAM J. Sci. Stat. Comput. 10 (1989).
final class Panel<A> {
    /// Rows of one run of `Vᵀ·X`: they stay in the first-level cache for all of `Vᵀ`.
    private static final int RUN = 128;

    private static final int GROUP = Strips.GROUP;

    private final Strips<A> kernel;
    private final int width;
    private final int maxDepth;
    private final int top;
    private final int height;
    private final int depth;
    private final Reflectors<A> reflectors;
    private final A t;
    private final A tTransposed;

    /// Memory for `V` and `Vᵀ`, both grouped.
    record Reflectors<A>(A v, A vTransposed) {
        static <A> Reflectors<A> allocate(Strips<A> kernel, int height, int strips) {
            int size = height * kernel.width() * strips;
            return new Reflectors<>(kernel.allocate(size), kernel.allocate(size));
        }
    }

    /// A worker's own memory, for `Vᵀ·X` and `T·Vᵀ·X`.
    record Scratch<A>(A products, A weights) {
        static <A> Scratch<A> allocate(Strips<A> kernel) {
            int size = kernel.width() * kernel.width() * Strips.STRIPS_A_PANEL;
            return new Scratch<>(kernel.allocate(size), kernel.allocate(size));
        }
    }

    /// @param top the first row and column
    /// @param height rows from `top` on, with padding
    /// @param strips strips of the panel
    Panel(Strips<A> kernel, int top, int height, int strips, Reflectors<A> reflectors) {
        this.kernel = kernel;
        this.width = kernel.width();
        this.maxDepth = width * Strips.STRIPS_A_PANEL;
        this.top = top;
        this.height = height;
        this.depth = strips * width;
        this.reflectors = reflectors;
        this.t = kernel.allocate(maxDepth * maxDepth);
        this.tTransposed = kernel.allocate(maxDepth * maxDepth);
    }

    /// Eliminates the next strip of the panel, to which all panels before it have been applied.
    ///
    /// @param diagonal the first row and column of the strip
    /// @param columns columns that are not padding
    void factor(A strip, int diagonal, int columns, A scales, A signs, Scratch<A> scratch) {
        int column = diagonal - top;
        if (column > 0) {
            reflectTransposed(strip, column, scratch);
        }
        kernel.factor(strip, top, diagonal, columns, top + height, scales, signs);
        pack(strip, diagonal);
        project(strip, column + width, column, height, scratch.products);
        kernel.extend(scratch.products, scales, diagonal, column, t, tTransposed);
    }

    /// Takes the reflectors from a strip of the panel.
    void pack(A strip, int diagonal) {
        kernel.pack(
                strip, top, height, diagonal - top, depth, reflectors.v, reflectors.vTransposed);
    }

    /// `X ← Hᵀ·X`.
    void reflectTransposed(A strip, Scratch<A> scratch) {
        reflectTransposed(strip, depth, scratch);
    }

    private void reflectTransposed(A strip, int reached, Scratch<A> scratch) {
        project(strip, reached, 0, height, scratch.products);
        kernel.clear(scratch.weights, reached * width);
        for (int p = 0; p < reached; p += GROUP) {
            triangleRows(tTransposed, p, 0, p + GROUP, scratch);
        }
        addReflectors(strip, reached, scratch.weights);
    }

    /// `X ← H·X` for an `X` with zeros in the panel's rows.
    void reflect(A strip, Scratch<A> scratch) {
        reflect(strip, depth, height, scratch);
    }

    /// `X ← H·X` for an `X` with zeros outside the panel's rows.
    void reflectDiagonal(A strip, Scratch<A> scratch) {
        reflect(strip, 0, Math.min(depth, height), scratch);
    }

    private void reflect(A strip, int from, int to, Scratch<A> scratch) {
        project(strip, depth, from, to, scratch.products);
        kernel.clear(scratch.weights, depth * width);
        for (int p = 0; p < depth; p += GROUP) {
            triangleRows(t, p, p, depth, scratch);
        }
        addReflectors(strip, depth, scratch.weights);
    }

    /// `Vᵀ·X`, for the first `reached` columns of `V` and its rows `from` to `to − 1`.
    private void project(A strip, int reached, int from, int to, A products) {
        kernel.clear(products, reached * width);
        for (int i = from; i < to; i += RUN) {
            kernel.multiply(
                    reached / GROUP,
                    Math.min(RUN, to - i),
                    reflectors.vTransposed,
                    i * GROUP,
                    height * GROUP,
                    strip,
                    (top + i) * width,
                    products,
                    0);
        }
    }

    /// Rows `p` to `p + 3` of the weights: those of a negated triangle, whose columns `from` to `to
    /// − 1` are not 0 there, times the products.
    private void triangleRows(A triangle, int p, int from, int to, Scratch<A> scratch) {
        kernel.multiply(
                1,
                to - from,
                triangle,
                p * maxDepth + from * GROUP,
                maxDepth * GROUP,
                scratch.products,
                from * width,
                scratch.weights,
                p * width);
    }

    /// `X ← X + V·weights`.
    private void addReflectors(A strip, int reached, A weights) {
        kernel.multiply(
                height / GROUP,
                reached,
                reflectors.v,
                0,
                depth * GROUP,
                weights,
                0,
                strip,
                top * width);
    }
}
