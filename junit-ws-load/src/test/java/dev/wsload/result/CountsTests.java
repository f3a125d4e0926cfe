package dev.wsload.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CountsTests {
    @Test
    void theMostFrequentComesFirstAndEqualsInTheirNaturalOrder() {
        Counts<String> counts = Counts.of(Stream.of("c", "b", "a", "b"));

        assertThat(counts.kinds()).containsExactly("b", "a", "c");
        assertThat(counts.count("b")).isEqualTo(2);
        assertThat(counts.count("z")).isZero();
        assertThat(counts.total()).isEqualTo(4);
        assertThat(counts).hasToString("2 x b, 1 x a, 1 x c");
    }

    @Test
    void failuresAreCountedByKind() {
        Counts<FailureKind> counts = Counts.ofFailures(List.of(
                FleetFixture.openClient(0),
                FleetFixture.failed(1, FailureKind.REFUSED, ""),
                FleetFixture.failed(2, FailureKind.REFUSED, "")));

        assertThat(counts.inWords((count, kind) -> count + " " + kind.label())).containsExactly("2 connection refused");
    }

    @Test
    void aKindOfClosureTellsWhoClosedAndHowTcpEnded() {
        assertThat(kind(CloseCode.NORMAL_CLOSURE, Initiator.CLIENT, TcpEnd.FIN))
                .isEqualTo("1000 (normal closure), closed by the client, TCP FIN");
        assertThat(kind(CloseCode.GOING_AWAY, Initiator.SERVER, TcpEnd.TIMEOUT))
                .isEqualTo("1001 (going away), closed by the server, TCP not ended in time, not clean");
        assertThat(kind(CloseCode.ABNORMAL_CLOSURE, Initiator.NOBODY, TcpEnd.RESET))
                .isEqualTo("1006 (abnormal closure), nobody sent a close frame, TCP reset");
        assertThat(kind(CloseCode.ABNORMAL_CLOSURE, Initiator.NOBODY, TcpEnd.ABORTED))
                .isEqualTo("1006 (abnormal closure), nobody sent a close frame, TCP aborted by the client");
        assertThat(kind(CloseCode.ABNORMAL_CLOSURE, Initiator.NOBODY, TcpEnd.NEVER))
                .isEqualTo("1006 (abnormal closure), nobody sent a close frame, TCP still up");
    }

    private static String kind(CloseCode code, Initiator initiator, TcpEnd tcpEnd) {
        return ClosureKind.of(FleetFixture.closure(code, initiator, tcpEnd)).toString();
    }
}
