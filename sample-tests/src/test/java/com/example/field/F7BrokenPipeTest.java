package com.example.field;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.wire.CloseCode.ABNORMAL_CLOSURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.fault.ServerCrash;
import dev.wsload.fault.StopReading;
import dev.wsload.harness.WsFleet;
import dev.wsload.result.ClosureKind;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import io.undertow.websockets.WebSocketConnectionCallback;
import org.junit.jupiter.api.Test;

/** F7: "connection reset by peer" on some clients, "broken pipe" on others; the server has reset all of them. */
@WsLoad(clients = F7BrokenPipeTest.CLIENTS)
class F7BrokenPipeTest {
    static final int CLIENTS = 40;

    @WsHosted("/echo")
    static final WebSocketConnectionCallback ECHO = new Echo();

    @Test
    @StopReading(share = 0.5)
    @ServerReset(afterMessages = 3)
    void aResetIsOneEventWhetherItIsMetInReadingOrInWriting(WsFleet fleet) {
        talk(fleet);
        await().until(fleet::open, open -> open == CLIENTS / 2);
        await().until(() -> writing(fleet), open -> open == 0);

        assertThat(fleet.outcomes())
                .extracting(outcome -> ClosureKind.of(outcome.closure()))
                .containsOnly(endedBy(TcpEnd.RESET));
    }

    /** Reading meets the FIN; the first write is answered by a RST, and the next one meets a broken pipe. */
    @Test
    @StopReading(share = 0.5)
    @ServerCrash
    void aBrokenPipeIsAResetToo(WsFleet fleet) {
        await().until(fleet::open, open -> open == CLIENTS / 2);
        await().until(() -> writing(fleet), open -> open == 0);

        assertThat(fleet.outcomes())
                .extracting(outcome -> ClosureKind.of(outcome.closure()))
                .filteredOn(ended -> !ended.equals(endedBy(TcpEnd.FIN)))
                .hasSize(CLIENTS / 2)
                .containsOnly(endedBy(TcpEnd.RESET));
    }

    @Test
    @StopReading(share = 0.5)
    void whereNobodyResetsEveryoneStays(WsFleet fleet) {
        talk(fleet);
        await().until(fleet::messagesReceived, answers -> answers == 3 * CLIENTS / 2);

        assertThat(writing(fleet)).isEqualTo(CLIENTS);
        assertThat(fleet).healthyClients().closedCleanly();
    }

    private static ClosureKind endedBy(TcpEnd end) {
        return new ClosureKind(ABNORMAL_CLOSURE, Initiator.NOBODY, end, false);
    }

    private static void talk(WsFleet fleet) {
        for (int message = 0; message < 3; message++) {
            assertThat(fleet.sendToAll("hello")).isEqualTo(CLIENTS);
        }
    }

    private static int writing(WsFleet fleet) {
        fleet.sendToAll("is anybody there?");
        return fleet.open();
    }
}
