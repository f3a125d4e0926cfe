package dev.wsload.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClosureTests {
    @Test
    void anEmptyCloseFrameAFinWithoutOneAndAResetAreThreeThings() {
        Closure empty = closure(CloseCode.NO_STATUS_RECEIVED, Initiator.SERVER, true, TcpEnd.FIN);
        Closure fin = closure(CloseCode.ABNORMAL_CLOSURE, Initiator.NOBODY, false, TcpEnd.FIN);
        Closure reset = closure(CloseCode.ABNORMAL_CLOSURE, Initiator.NOBODY, false, TcpEnd.RESET);
        assertThat(Set.of(empty, fin, reset)).hasSize(3);
    }

    @Test
    void nothingIsNull() {
        assertThatNullPointerException()
                .isThrownBy(() ->
                        new Closure(null, "", Initiator.NOBODY, false, TcpEnd.FIN, Optional.empty(), Optional.empty()))
                .withMessage("code");
        assertThatNullPointerException()
                .isThrownBy(() -> new Closure(
                        CloseCode.GOING_AWAY,
                        null,
                        Initiator.NOBODY,
                        false,
                        TcpEnd.FIN,
                        Optional.empty(),
                        Optional.empty()))
                .withMessage("reason");
        assertThatNullPointerException()
                .isThrownBy(() -> new Closure(
                        CloseCode.GOING_AWAY, "", null, false, TcpEnd.FIN, Optional.empty(), Optional.empty()))
                .withMessage("initiator");
        assertThatNullPointerException()
                .isThrownBy(() -> new Closure(
                        CloseCode.GOING_AWAY, "", Initiator.NOBODY, false, null, Optional.empty(), Optional.empty()))
                .withMessage("tcpEnd");
        assertThatNullPointerException()
                .isThrownBy(() -> new Closure(
                        CloseCode.GOING_AWAY, "", Initiator.NOBODY, false, TcpEnd.FIN, null, Optional.empty()))
                .withMessage("violation");
    }

    private static Closure closure(CloseCode code, Initiator initiator, boolean clean, TcpEnd tcpEnd) {
        return new Closure(code, "", initiator, clean, tcpEnd, Optional.empty(), Optional.empty());
    }
}
