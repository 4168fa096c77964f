package io.fanin.check.law;

import io.fanin.check.distribution.Distribution;
import io.fanin.check.distribution.LawMoments;
import io.fanin.check.scan.ColumnFigures;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.Lag;
import io.fanin.check.scan.RowFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/// Tests of many values by what the scan left of them; sums of so many have the distributions that
/// limit theorems say, with their skewness taken into account.
final class Aggregates {
    /// Rows of fewer values have deviations whose spread is not known well enough.
    private static final int LEAST_ROW = 64;

    private final LawMoments law;
    private final Distribution distribution;
    private final Figures figures;
    private final double n;

    Aggregates(Distribution distribution, Figures figures) {
        this.law = distribution.moments();
        this.distribution = distribution;
        this.figures = figures;
        this.n = figures.finite();
    }

    List<Component> components() {
        List<Component> found = new ArrayList<>();
        found.add(mean());
        found.add(deviation());
        found.add(Smooth.of(distribution, figures));
        Support.outermost(distribution, figures.min(), figures.max(), n).ifPresent(found::add);
        boolean isMatrix = figures.rows().filter(rows -> rows.rows() > 1).isPresent();
        if (!isMatrix || figures.rows().get().columns() >= ScoreTests.LEAST_SERIES) {
            found.add(pairs("neighbours", figures.neighbours()));
        }
        figures.columns()
                .filter(columns -> columns.rows() > 1)
                .ifPresent(columns -> {
                    if (columns.rows() >= ScoreTests.LEAST_SERIES) {
                        found.add(pairs("rows alike", figures.belows()));
                    }
                    found.add(means(columns));
                });
        figures.rows()
                .filter(rows -> rows.rows() > 1)
                .ifPresent(rows -> {
                    found.add(means(rows));
                    if (rows.columns() >= LEAST_ROW) {
                        found.add(deviations(rows));
                    }
                });
        return found;
    }

    private Component mean() {
        double z = (figures.moments().mean() - law.mean()) / law.std() * Math.sqrt(n);
        return new Component(
                "mean",
                law.mean(),
                figures.moments().mean(),
                PValues.skewed(z, law.skewness() / Math.sqrt(n)));
    }

    private Component deviation() {
        double off = figures.moments().mean() - law.mean();
        double square = figures.moments().variance() + off * off;
        double z = (square - law.second()) / Math.sqrt(law.squareVariance() / n);
        return new Component(
                "standard deviation",
                law.std(),
                figures.moments().std(),
                PValues.skewed(z, law.squareSkewness() / Math.sqrt(n)));
    }

    private Component pairs(String name, Lag lag) {
        double correlation = lag.correlation(law.mean(), law.second());
        return new Component(
                name,
                0,
                correlation,
                PValues.normal(correlation * Math.sqrt((double) lag.pairs())));
    }

    private Component means(RowFigures rows) {
        return means("means of rows", rows.rows(), (double) rows.columns(), rows::sum);
    }

    private Component means(ColumnFigures columns) {
        return means("means of columns", columns.columns(), (double) columns.rows(), columns::sum);
    }

    private Component means(String name, int count, double size, IntToDoubleFunction sums) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double off = sums.applyAsDouble(i) / size - figures.moments().mean();
            sum += off * off * size / law.second();
        }
        double freedom = count - 1.0;
        double variance = freedom * (2 + law.excess() / size * freedom / count);
        return new Component(
                name, 1, Math.sqrt(sum / freedom), PValues.gamma(sum, freedom, variance));
    }

    private Component deviations(RowFigures rows) {
        double size = rows.columns();
        int count = rows.rows();
        double center = figures.moments().mean();
        double mean = figures.moments().variance();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double square =
                    rows.squares(i) / size - 2 * center * rows.sum(i) / size + center * center;
            double off = (square - mean) / Math.sqrt(law.squareVariance() / size);
            sum += off * off;
        }
        double freedom = count - 1.0;
        double variance = freedom * (2 + law.squareExcess() / size * freedom / count);
        return new Component(
                "deviations of rows",
                1,
                Math.sqrt(sum / freedom),
                PValues.gamma(sum, freedom, variance));
    }
}
