package io.fanin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter screen = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();

    private ProgressBar bar(boolean shown) {
        return new ProgressBar(new PrintWriter(screen), "writing", shown, nanos::get);
    }

    private String line() {
        String text = screen.toString();
        return text.substring(text.lastIndexOf('\r') + 1);
    }

    @Test
    void itTellsTheRateAndTheTimeThatIsLeft() {
        ProgressBar bar = bar(true);
        nanos.set(2_000_000_000L);
        bar.at(500_000_000, 2_000_000_000);
        assertThat(line())
                .isEqualTo(
                        "writing [==========                              ] 25 %, 250 MB/s, 6 s"
                                + " left");
        nanos.set(1_000_000_000_000L);
        bar.at(1_000_000_000, 2_000_000_000);
        assertThat(line()).endsWith("50 %, 1.00 MB/s, 17 min left");
    }

    @Test
    void atTheStartTheRateIsNotKnown() {
        bar(true).at(20, 100);
        assertThat(line()).endsWith("] 20 %");
    }

    @Test
    void aShorterLineLeavesNothingOfALongerOne() {
        ProgressBar bar = bar(true);
        nanos.set(10_000_000_000L);
        bar.at(11_000, 1_000_000_000);
        int longest = line().length();
        bar.at(900_000_000, 1_000_000_000);
        assertThat(line()).endsWith("90.0 MB/s, 2 s left   ").hasSize(longest);
        bar.done();
        assertThat(screen.toString()).endsWith("\r" + " ".repeat(longest) + "\r");
    }

    @Test
    void withoutATerminalItPrintsNothing() {
        ProgressBar bar = bar(false);
        bar.at(1, 2);
        bar.at(0.5);
        bar.done();
        assertThat(screen.toString()).isEmpty();
    }
}
