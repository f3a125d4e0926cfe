package dev.wsload.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.result.Activity;
import dev.wsload.result.Activity.Arriving;
import dev.wsload.result.EndpointView;
import dev.wsload.result.FleetFixture;
import dev.wsload.result.Visit;
import dev.wsload.result.Visit.RoundTrip;
import dev.wsload.result.Visit.Times;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** When connections that end close to each other have ended at the same moment. */
class DroppedTogetherTests {
    private static final int CLIENTS = 80;
    private static final Closure CUT = FleetFixture.closure(CloseCode.ABNORMAL_CLOSURE, Initiator.NOBODY, TcpEnd.FIN);

    private static List<String> causes(int cut, IntUnaryOperator endMillis, IntUnaryOperator received) {
        FleetFixture fleet = FleetFixture.open(CLIENTS).endpoint(new EndpointView() {
            @Override
            public Visit visit(Duration limit, RoundTrip roundTrip) {
                return Visit.served(new Times(Duration.ofMillis(1), Duration.ofMillis(1), Optional.empty()));
            }
        });
        for (int client = 0; client < cut; client++) {
            Duration end = Duration.ofMillis(endMillis.applyAsInt(client));
            Duration age = end.minusMillis(10);
            int count = received.applyAsInt(client);
            fleet.with(FleetFixture.openClient(client)
                    .closed(
                            CUT,
                            age,
                            end,
                            new Activity(
                                    count + 1, count, age, age, 0, Duration.ZERO, Arriving.NOTHING, Optional.empty()),
                            Optional.empty()));
        }
        return Diagnosis.of(fleet).findings().stream().map(Finding::cause).toList();
    }

    @Test
    void aMomentIsMuchShorterThanTheRun() {
        assertThat(causes(CLIENTS, client -> 500 + 2 * client, client -> 10 + client))
                .isEmpty();
        assertThat(causes(CLIENTS, client -> 3_000 + 2 * client, client -> 10 + client))
                .singleElement()
                .asString()
                .startsWith("all connections were dropped at the same moment, one of: ");
    }

    @Test
    void whereATenthLivesOnAPartWasDropped() {
        assertThat(causes(72, client -> 2_000 + client % 8, client -> 10 + client))
                .singleElement()
                .asString()
                .startsWith("a part of the connections was dropped at the same moment");
    }

    @Test
    void whereAllHadGotAsManyMessagesThatMayBeALimit() {
        assertThat(causes(CLIENTS, client -> 2_000 + client % 8, client -> 60))
                .singleElement()
                .asString()
                .startsWith(
                        "all connections were dropped at the same moment, one of: it answers no more than 60 messages"
                                + " (or as many bytes) on each");
    }
}
