package io.fanin.check.spectrum;

import java.util.Arrays;

/// A symmetric tridiagonal matrix without negative eigenvalues, and where those lie.
final class Tridiagonal {
    private static final int HALVINGS = 100;

    private final double[] diagonal;

    /// The squares of the elements beside the diagonal, one less.
    private final double[] squares;

    Tridiagonal(double[] diagonal, double[] squares) {
        this.diagonal = diagonal;
        this.squares = squares;
    }

    /// A symmetric matrix by Householder reflections. It is overwritten.
    ///
    /// Source: Golub and Van Loan, "Matrix Computations", 4th edition, §8.3.1.
    static Tridiagonal of(double[] matrix, int size) {
        double[] diagonal = new double[size];
        double[] squares = new double[Math.max(size - 1, 0)];
        double[] v = new double[size];
        double[] w = new double[size];
        for (int k = 0; k < size; k++) {
            int row = k * size;
            diagonal[k] = matrix[row + k];
            if (k == size - 1) {
                break;
            }
            double square = 0;
            for (int j = k + 1; j < size; j++) {
                square += matrix[row + j] * matrix[row + j];
            }
            squares[k] = square;
            double head = matrix[row + k + 1];
            double norm = Math.sqrt(square);
            double tail = square - head * head;
            if (tail <= 0) {
                continue;
            }
            System.arraycopy(matrix, row, v, 0, size);
            v[k + 1] = head + Math.copySign(norm, head);
            reflect(matrix, size, k + 1, v, w, 1 / (square + norm * Math.abs(head)));
        }
        return new Tridiagonal(diagonal, squares);
    }

    /// Applies `1 − scale·v·vᵀ` from both sides to the rows and columns from `first` on.
    private static void reflect(
            double[] matrix, int size, int first, double[] v, double[] w, double scale) {
        Arrays.fill(w, 0);
        for (int i = first; i < size; i++) {
            double factor = scale * v[i];
            int row = i * size;
            for (int j = first; j < size; j++) {
                w[j] += factor * matrix[row + j];
            }
        }
        double product = 0;
        for (int i = first; i < size; i++) {
            product += w[i] * v[i];
        }
        double half = scale * product / 2;
        for (int i = first; i < size; i++) {
            w[i] -= half * v[i];
        }
        for (int i = first; i < size; i++) {
            double left = v[i];
            double right = w[i];
            int row = i * size;
            for (int j = first; j < size; j++) {
                matrix[row + j] -= left * w[j] + right * v[j];
            }
        }
    }

    int size() {
        return diagonal.length;
    }

    /// How many eigenvalues are less than `x`.
    ///
    /// Source: Golub and Van Loan, §8.4.1 (Sturm sequences), as quotients.
    int below(double x) {
        double least = Double.MIN_NORMAL;
        int count = 0;
        double pivot = 1;
        for (int i = 0; i < diagonal.length; i++) {
            pivot = diagonal[i] - x - (i == 0 ? 0 : squares[i - 1] / pivot);
            if (Math.abs(pivot) < least) {
                pivot = least;
            }
            count += pivot < 0 ? 1 : 0;
        }
        return count;
    }

    double largest() {
        return at(diagonal.length - 1);
    }

    double smallest() {
        return at(0);
    }

    /// The eigenvalue that has `rank` others below it, by halving; 0 if rounding made it negative.
    private double at(int rank) {
        double low = 0;
        double high = bound();
        for (int i = 0; i < HALVINGS && low < high; i++) {
            double middle = low + (high - low) / 2;
            if (below(middle) > rank) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /// No eigenvalue is greater.
    private double bound() {
        double bound = 0;
        for (int i = 0; i < diagonal.length; i++) {
            double left = i == 0 ? 0 : Math.sqrt(squares[i - 1]);
            double right = i == squares.length ? 0 : Math.sqrt(squares[i]);
            bound = Math.max(bound, diagonal[i] + left + right);
        }
        return Math.nextUp(bound);
    }
}
