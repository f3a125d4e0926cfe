package dev.wsload.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTests {
    private final Tally tally = new Tally();

    @Test
    void aThousandFailuresOfOneKindAreOneLine() {
        IntStream.range(0, 1_000).forEach(client -> tally.add("reset", client, "client " + client + " was reset"));

        assertThat(tally.total()).isEqualTo(1_000);
        assertThat(tally.lines()).containsExactly("1,000 x reset (clients 0, 1, 2, 3, 4, ..): client 0 was reset");
    }

    @Test
    void whatIsQuotedMakesNoOtherKind() {
        tally.add("", 1, "received .. \"an apple\"..");
        tally.add("", 2, "received .. \"a pear\"..");
        tally.add("", 3, "received .. \"1,000 figs\"..");

        assertThat(tally.lines()).containsExactly("3 x  (clients 1, 2, 3): received .. \"an apple\"..");
    }

    @Test
    void differentEvidenceIsAnotherKind() {
        tally.add("OTHER", 1, "no route");
        tally.add("OTHER", 2, "no buffer");

        assertThat(tally.lines()).containsExactly("1 x OTHER (client 1): no route", "1 x OTHER (client 2): no buffer");
    }

    @Test
    void tooManyKindsAreCountedTogether() {
        IntStream.range(0, 30).forEach(i -> tally.add("kind " + (char) ('A' + i), i, "evidence"));

        assertThat(tally.total()).isEqualTo(30);
        assertThat(tally.lines())
                .hasSize(11)
                .last()
                .isEqualTo("20 x more kinds of failure (clients 10, 11, 12, 13, 14, ..): evidence");
    }

    @Test
    void theFirstThingThrownIsKeptWhole() {
        IllegalStateException first = new IllegalStateException("first");
        tally.add("", 3, first);
        tally.add("", 4, new IllegalStateException("second"));

        assertThat(tally.first()).isSameAs(first);
    }

    @Test
    void aFailureOfNoClientNamesNone() {
        tally.add("in the hosted endpoint, ", -1, new IllegalStateException("boom"));

        assertThat(tally.lines()).containsExactly("1 x in the hosted endpoint, IllegalStateException: boom");
    }
}
