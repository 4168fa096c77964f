package io.fanin.lab;

/// How the training of one network ended.
///
/// @param solvedAt optimizer steps done when every point was first on the right side with a mean
///   loss below the study's limit; −1 if that never happened
/// @param loss the mean loss at the end
/// @param rank the rank of the hidden layer's weights at the end: singular values above a
///   thousandth of the greatest
/// @param alikeness how alike the hidden neurons are at the end: the mean absolute cosine between
///   two neurons' incoming weights and bias; two neurons that are all 0 count as 1
/// @param silent whether both weights and the hidden bias are exactly 0 at the end
public record Outcome(int solvedAt, double loss, int rank, double alikeness, boolean silent) {
    public boolean solved() {
        return solvedAt >= 0;
    }
}
