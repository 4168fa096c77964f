package io.fanin.internal.qr;

/// What the QR factorization does with elements of one type; `A` is `float[]` or `double[]`.
///
/// A *strip* is an array of rows of [#width] neighbouring columns: element `[i, c]` lies at `i ·
/// width + c`. A *panel* is [#STRIPS_A_PANEL] strips wide. Rows and columns beyond the matrix hold
/// zeros; the rows are padded to a multiple of [#GROUP].
///
/// A *grouped* matrix holds its rows by fours: element `[r, k]` of one with `K` columns lies at `(r
/// / 4 · K + k) · 4 + r mod 4`.
///
/// Every sum has one order, whatever the implementation: a *run* adds its products to 0 by fused
/// multiply-add, in the order of the index.
interface Strips<A> {
    /// Strips of a panel, whose columns are eliminated before they are applied to the others.
    int STRIPS_A_PANEL = 3;

    /// Rows of a product that are made at once.
    int GROUP = 4;

    /// Columns of a strip.
    int width();

    /// An array of zeros.
    A allocate(int length);

    /// Sets the first `length` elements to 0.
    void clear(A values, int length);

    /// Reads a strip: element `[i, c]` is `matrix[first + i · rowStep + c · columnStep]`. A column
    /// whose largest magnitude is far from 1 is scaled by a power of two: Q stays the same, and
    /// squares neither overflow nor vanish.
    void load(A matrix, int first, int rowStep, int columnStep, int rows, int columns, A strip);

    /// Writes a strip to where [#load] reads it.
    void store(A strip, int rows, int columns, A matrix, int first, int rowStep, int columnStep);

    /// Eliminates what lies below a strip's diagonal and leaves in the strip its reflectors alone:
    /// column `c` holds the `v` of the reflection `1 − τ·v·vᵀ`, with 0 above the diagonal and 1 on
    /// it, or only zeros if there is nothing to eliminate.
    ///
    /// @param top the first row of the panel
    /// @param diagonal the first row and column of the strip
    /// @param columns columns that are not padding
    /// @param rows rows, with padding
    /// @param scales receives `τ` of column `c` at `diagonal + c`
    /// @param signs receives there the sign of the triangular factor's diagonal element
    void factor(A strip, int top, int diagonal, int columns, int rows, A scales, A signs);

    /// Copies the `height` rows of a strip from `top` on to the panel's `V` and `Vᵀ`, both grouped,
    /// where the strip's first column is number `column` of `depth`.
    void pack(A strip, int top, int height, int column, int depth, A v, A vTransposed);

    /// Extends the panel's `−T` and `−Tᵀ`, both grouped, by a strip's columns, the first of which
    /// is number `column` of the panel. `1 − V·T·Vᵀ` is the product of the panel's reflections.
    ///
    /// @param products `Vᵀ` times the strip's reflectors
    /// @param scales `τ` of the strip's column `c` at `diagonal + c`
    void extend(A products, A scales, int diagonal, int column, A t, A tTransposed);

    /// Sets a strip to its columns of the diagonal matrix of `signs`.
    void diagonal(A strip, int diagonal, int columns, A signs);

    /// Adds a product with a grouped matrix: `product[at + r · width + c]` grows by the run `Σ_k
    /// a[r, k] · b[start + k · width + c]` for `r < 4 · groups`, `k < depth`, `c < width`.
    ///
    /// @param from where the first group's first column lies in `a`
    /// @param stride the distance of the groups in `a`
    void multiply(
            int groups, int depth, A a, int from, int stride, A b, int start, A product, int at);

    /// One pass over rows `from` to `to − 1`, an even number. To the columns `c ≥ next`, the
    /// reflection of column `next − 1` (0 where there is none) is applied: `x[i, c] ← x[i, next −
    /// 1] · weights[c] + x[i, c]`, fused. Then two runs `Σ x[i, next] · x[i, c]`, one over the
    /// first, third, … row and one over the others, are added to each other and to `products[c]`.
    /// What `products` holds below `next` is undefined.
    void sweep(A strip, int from, int to, int next, A weights, A products);
}
