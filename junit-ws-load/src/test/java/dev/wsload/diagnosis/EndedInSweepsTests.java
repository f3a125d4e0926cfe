package dev.wsload.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.result.Activity;
import dev.wsload.result.Activity.Arriving;
import dev.wsload.result.DeliveryLedger;
import dev.wsload.result.FleetFixture;
import dev.wsload.result.StreamLedger;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of connections that end in batches, where nobody can be asked. */
class EndedInSweepsTests {
    private static final int CLIENTS = 40;
    private static final String SWEEPS = "the server ends connections in sweeps";
    private static final Closure CODELESS =
            FleetFixture.closure(CloseCode.NO_STATUS_RECEIVED, Initiator.SERVER, TcpEnd.FIN);
    private static final Closure FAILED = FleetFixture.closure(CloseCode.INTERNAL_ERROR, Initiator.SERVER, TcpEnd.FIN);

    /** Half of the clients end at 1 s, the others at 2 s; nobody heard anything for so long in between. */
    private static List<String> causes(Closure closure, Duration pause) {
        DeliveryLedger ledger = new DeliveryLedger();
        FleetFixture fleet = FleetFixture.open(CLIENTS);
        for (int client = 0; client < CLIENTS; client++) {
            Duration end = Duration.ofMillis(client < CLIENTS / 2 ? 1_000 : 2_000);
            Duration opened = Duration.ofMillis(10 * client);
            Duration age = end.minus(opened);
            Duration last = age.minusMillis(10);
            fleet.with(FleetFixture.openClient(client, opened)
                    .closed(
                            closure,
                            age,
                            end,
                            new Activity(
                                    31 + client,
                                    30 + client % 5,
                                    last,
                                    last,
                                    0,
                                    Duration.ZERO,
                                    Arriving.NOTHING,
                                    Optional.empty()),
                            Optional.empty()));
            StreamLedger stream = ledger.stream(client, client, 0);
            ledger.arrived(stream, 0);
            ledger.settle(stream, 2, null);
        }
        fleet.ran(DeliveryLedger.merge(List.of(ledger), 2 * CLIENTS), pause);
        return Diagnosis.of(fleet).findings().stream().map(Finding::cause).toList();
    }

    @Test
    void batchesBetweenWhichAllWentOnAreSweeps() {
        assertThat(causes(CODELESS, Duration.ofMillis(20)))
                .singleElement()
                .asString()
                .startsWith(SWEEPS);
    }

    @Test
    void batchesBetweenWhichNothingWentOnAreNone() {
        assertThat(causes(CODELESS, Duration.ofMillis(900))).noneMatch(cause -> cause.startsWith(SWEEPS));
    }

    @Test
    void whatTheServerSaysOfItselfIsMoreThanTheTime() {
        assertThat(causes(FAILED, Duration.ofMillis(20)))
                .singleElement()
                .asString()
                .startsWith("the server failed while it handled a message");
    }
}
