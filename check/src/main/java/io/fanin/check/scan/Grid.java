package io.fanin.check.scan;

import io.fanin.tensor.Shape;

/// How a tensor is cut: into rows, tiles of up to [#BLOCK] elements that are read at a time, and
/// stripes of tiles that are scanned one beside the other. Depends on the shape alone, and so do
/// the figures.
///
/// @param hasRows whether the rows are the tensor's, not all of it taken as one
/// @param tileRows rows of a tile; 1 without columns
record Grid(boolean hasRows, long rows, long columns, int tileRows, int tileColumns) {
    /// Elements of a tile.
    static final int BLOCK = 2048;

    /// Columns of a tile, where rows have columns and are longer: sums of so many columns stay in
    /// the first cache.
    static final int WIDE = 512;

    private static final int STRIPES = 16;
    private static final long LEAST_STRIPE = 512;
    private static final long MOST_STRIPE = 1 << 19;
    private static final long MOST_ROWS = 1 << 20;
    private static final long MOST_COLUMNS = 1 << 15;

    static Grid of(Shape shape) {
        long count = shape.count();
        boolean hasRows =
                shape.rank() >= 2
                        && count > 0
                        && shape.dim(0) <= MOST_ROWS
                        && count / shape.dim(0) >= 2;
        long rows = hasRows ? shape.dim(0) : Math.min(count, 1);
        long columns = hasRows ? count / rows : count;
        if (!hasRows || columns > MOST_COLUMNS) {
            return new Grid(hasRows, rows, columns, 1, BLOCK);
        }
        int wide = (int) Math.min(columns, WIDE);
        return new Grid(true, rows, columns, BLOCK / wide, wide);
    }

    boolean hasColumns() {
        return hasRows && columns <= MOST_COLUMNS;
    }

    /// Tiles that a row lies in.
    long tilesOfRow() {
        return Math.ceilDiv(columns, tileColumns);
    }

    /// Parts that figures of rows are kept of: rows, or tiles of them.
    int pieces() {
        return Math.toIntExact(hasColumns() ? rows : tiles());
    }

    /// Tiles are numbered along the rows.
    long tiles() {
        return Math.ceilDiv(rows, tileRows) * tilesOfRow();
    }

    Tile tile(long number) {
        long row = number / tilesOfRow() * tileRows;
        long column = number % tilesOfRow() * tileColumns;
        return new Tile(
                row,
                (int) Math.min(tileRows, rows - row),
                column,
                (int) Math.min(tileColumns, columns - column));
    }

    int stripes() {
        long few = Math.clamp(tiles() / LEAST_STRIPE, 1, STRIPES);
        return Math.toIntExact(Math.max(few, Math.ceilDiv(tiles(), MOST_STRIPE)));
    }

    /// The first tile of a stripe, or the one after the last; with columns, rows are whole.
    long bound(int stripe) {
        long unit = hasColumns() ? tilesOfRow() : 1;
        long units = tiles() / Math.max(unit, 1);
        long stripes = stripes();
        return (units / stripes * stripe + units % stripes * stripe / stripes) * unit;
    }

    /// Some columns of some rows.
    record Tile(long row, int rows, long column, int columns) {
        int size() {
            return rows * columns;
        }
    }
}
