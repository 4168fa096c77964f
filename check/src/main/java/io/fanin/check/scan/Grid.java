package io.fanin.check.scan;

import io.fanin.tensor.Shape;

/// How a tensor is cut: into rows, blocks of up to [#BLOCK] elements that are read at a time (some
/// whole rows, or a piece of one), and stripes of blocks that are scanned one beside the other.
/// Depends on the shape alone, and so do the figures.
///
/// @param hasRows whether the rows are the tensor's, not all of it taken as one
record Grid(boolean hasRows, long rows, long columns) {
    static final int BLOCK = 4096;
    private static final int STRIPES = 16;
    private static final long LEAST_STRIPE = 64;
    private static final long MOST_STRIPE = 1 << 18;
    private static final long MOST_ROWS = 1 << 20;
    private static final long MOST_COLUMNS = 1 << 15;

    static Grid of(Shape shape) {
        long count = shape.count();
        if (shape.rank() >= 2 && count > 0) {
            long rows = shape.dim(0);
            long columns = count / rows;
            if (columns >= 2 && rows <= MOST_ROWS) {
                return new Grid(true, rows, columns);
            }
        }
        return new Grid(false, Math.min(count, 1), count);
    }

    boolean hasColumns() {
        return hasRows && columns <= MOST_COLUMNS;
    }

    /// Whether blocks are pieces of rows.
    boolean isLong() {
        return columns > BLOCK;
    }

    /// Pieces of a row that are read one after the other.
    long piecesOfRow() {
        return Math.ceilDiv(columns, BLOCK);
    }

    long rowsOfBlock() {
        return BLOCK / columns;
    }

    long pieces() {
        return rows * piecesOfRow();
    }

    long blocks() {
        return rows == 0 ? 0 : isLong() ? pieces() : Math.ceilDiv(rows, rowsOfBlock());
    }

    /// The first element of a block, row-major.
    long start(long block) {
        if (!isLong()) {
            return Math.min(block * rowsOfBlock(), rows) * columns;
        }
        return block / piecesOfRow() * columns + block % piecesOfRow() * BLOCK;
    }

    /// Elements of a block.
    int size(long block) {
        if (!isLong()) {
            return (int) (start(block + 1) - start(block));
        }
        return (int) Math.min(BLOCK, columns - block % piecesOfRow() * BLOCK);
    }

    int stripes() {
        long few = Math.clamp(blocks() / LEAST_STRIPE, 1, STRIPES);
        return Math.toIntExact(Math.max(few, Math.ceilDiv(blocks(), MOST_STRIPE)));
    }
}
