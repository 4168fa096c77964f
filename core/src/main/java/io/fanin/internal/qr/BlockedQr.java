package io.fanin.internal.qr;

import io.fanin.internal.qr.Panel.Reflectors;
import io.fanin.internal.qr.Panel.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/// Blocked Householder QR of one tall matrix, and the orthonormal factor made of the reflections.
/// Strips are worked on independently, so the workers' number and order change no bit.
///
/// Source: Golub and Van Loan, "Matrix Computations", 4th edition, §5.2.3 (block Householder QR)
/// and §5.1.6 (backward accumulation).
final class BlockedQr<A> {
    private final Strips<A> kernel;
    private final Workers workers;
    private final int rows;
    private final int columns;
    private final int width;
    private final List<A> strips = new ArrayList<>();
    private final List<Panel<A>> panels = new ArrayList<>();
    private final A scales;
    private final A signs;

    BlockedQr(Strips<A> kernel, Workers workers, int rows, int columns) {
        this.kernel = kernel;
        this.workers = workers;
        this.rows = rows;
        this.columns = columns;
        this.width = kernel.width();
        int padded = (rows + Strips.GROUP - 1) / Strips.GROUP * Strips.GROUP;
        int count = (columns + width - 1) / width;
        for (int s = 0; s < count; s++) {
            strips.add(kernel.allocate(padded * width));
        }
        this.scales = kernel.allocate(count * width);
        this.signs = kernel.allocate(count * width);
        // A panel is made while the one before it is in use.
        List<Reflectors<A>> memory = new ArrayList<>();
        for (int first = 0; first < count; first += Strips.STRIPS_A_PANEL) {
            int height = padded - first * width;
            int length = Math.min(Strips.STRIPS_A_PANEL, count - first);
            if (memory.size() < 2) {
                memory.add(Reflectors.allocate(kernel, height, length));
            }
            Reflectors<A> reflectors = memory.get(panels.size() % 2);
            panels.add(new Panel<>(kernel, first * width, height, length, reflectors));
        }
    }

    /// Replaces a matrix by its orthonormal factor; `[i, j]` lies at `i · rowStep + j ·
    /// columnStep`.
    void orthonormalize(A matrix, int rowStep, int columnStep) {
        each(
                0,
                (_, s) ->
                        kernel.load(
                                matrix,
                                s * width * columnStep,
                                rowStep,
                                columnStep,
                                rows,
                                columnsOf(s),
                                strips.get(s)));
        factor();
        form();
        each(
                0,
                (_, s) ->
                        kernel.store(
                                strips.get(s),
                                rows,
                                columnsOf(s),
                                matrix,
                                s * width * columnStep,
                                rowStep,
                                columnStep));
    }

    /// Leaves every panel's reflectors in its strips. The caller's thread brings the next panel up
    /// to date and factors it while the others apply the current one to the strips after it.
    private void factor() {
        factor(0, Scratch.allocate(kernel));
        for (int p = 1; p < panels.size(); p++) {
            int next = p;
            Panel<A> panel = panels.get(p - 1);
            Runnable lead =
                    () -> {
                        Scratch<A> scratch = Scratch.allocate(kernel);
                        for (int s = firstStrip(next); s < firstStrip(next + 1); s++) {
                            panel.reflectTransposed(strips.get(s), scratch);
                        }
                        factor(next, scratch);
                    };
            each(
                    lead,
                    firstStrip(next + 1),
                    (scratch, s) -> panel.reflectTransposed(strips.get(s), scratch));
        }
    }

    private void factor(int number, Scratch<A> scratch) {
        Panel<A> panel = panels.get(number);
        for (int s = firstStrip(number); s < firstStrip(number + 1); s++) {
            panel.factor(strips.get(s), s * width, columnsOf(s), scales, signs, scratch);
        }
    }

    /// Turns the reflectors into the factor: the signs' diagonal matrix, to which the panels are
    /// applied from the last to the first. The panel before takes its reflectors in the meantime.
    private void form() {
        for (int p = panels.size() - 1; p >= 0; p--) {
            int number = p;
            Panel<A> panel = panels.get(p);
            each(
                    firstStrip(Math.max(0, p - 1)),
                    (scratch, s) -> {
                        A strip = strips.get(s);
                        if (s < firstStrip(number)) {
                            panels.get(number - 1).pack(strip, s * width);
                        } else if (s < firstStrip(number + 1)) {
                            kernel.diagonal(strip, s * width, columnsOf(s), signs);
                            panel.reflectDiagonal(strip, scratch);
                        } else {
                            panel.reflect(strip, scratch);
                        }
                    });
        }
    }

    private int columnsOf(int strip) {
        return Math.min(width, columns - strip * width);
    }

    /// The first strip of a panel; that of the panel after the last is the number of strips.
    private int firstStrip(int panel) {
        return Math.min(panel * Strips.STRIPS_A_PANEL, strips.size());
    }

    private void each(int first, ObjIntConsumer<Scratch<A>> work) {
        each(() -> {}, first, work);
    }

    /// Works on the strips from `first` on, with memory of each worker's own.
    private void each(Runnable lead, int first, ObjIntConsumer<Scratch<A>> work) {
        workers.run(
                lead,
                strips.size() - first,
                () -> {
                    Scratch<A> scratch = Scratch.allocate(kernel);
                    return i -> work.accept(scratch, first + i);
                });
    }
}
