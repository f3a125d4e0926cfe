package dev.wsload.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.result.Activity;
import dev.wsload.result.Activity.Arriving;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FleetFixture;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of connections that end after a ping of the server's, where nobody can be asked. */
class MissedPongsTests {
    private static final int CLIENTS = 40;
    private static final String HEARTBEAT = "the server's heartbeat ends connections though their clients answer";
    private static final Closure CUT = FleetFixture.closure(CloseCode.ABNORMAL_CLOSURE, Initiator.NOBODY, TcpEnd.FIN);
    private static final Closure GOODBYE = FleetFixture.closure(CloseCode.GOING_AWAY, Initiator.SERVER, TcpEnd.FIN);

    /** A client opens every 100 ms; the server pings all every 2 s, and ends at the next ping whoever got the one before. */
    private static FleetFixture swept(Closure closure) {
        FleetFixture fleet = FleetFixture.open(CLIENTS);
        for (int client = 0; client < CLIENTS; client++) {
            int opened = 100 * client;
            int ping = (opened / 2_000 + 1) * 2_000;
            fleet.with(FleetFixture.openClient(client, Duration.ofMillis(opened))
                    .closed(
                            closure,
                            Duration.ofMillis(ping + 2_000 - opened),
                            Duration.ofMillis(ping + 2_000),
                            pinged(ping - opened, ping + 1_990 - 30 * (client % 7) - opened),
                            Optional.empty()));
        }
        return fleet;
    }

    private static Activity pinged(long age, long lastSent) {
        return new Activity(
                20,
                20,
                Duration.ofMillis(lastSent),
                Duration.ofMillis(lastSent),
                1,
                Duration.ofMillis(age),
                Arriving.NOTHING,
                Optional.empty());
    }

    private static List<String> causes(FleetFixture fleet) {
        return Diagnosis.of(fleet).findings().stream().map(Finding::cause).toList();
    }

    @Test
    void whoeverEndsSoLongAfterAPingMeetsAHeartbeatThatNotesNoPongs() {
        assertThat(causes(swept(CUT))).singleElement().asString().startsWith(HEARTBEAT);
    }

    @Test
    void whoeverHasOutlivedAPingForLongerSpeaksAgainstIt() {
        FleetFixture fleet = swept(CUT);
        ClientOutcome survivor = FleetFixture.openClient(0, Duration.ZERO).with(pinged(1_000, 7_000));

        assertThat(causes(fleet.with(survivor))).noneMatch(cause -> cause.startsWith(HEARTBEAT));
    }

    @Test
    void aGoodbyeIsNoHeartbeat() {
        assertThat(causes(swept(GOODBYE))).noneMatch(cause -> cause.startsWith(HEARTBEAT));
    }
}
