package dev.wsload.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.result.Activity;
import dev.wsload.result.Activity.Arriving;
import dev.wsload.result.FleetFixture;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of the ages at which connections ended, where nobody can be asked. */
class DeadlineTests {
    private static final int CLIENTS = 40;
    private static final Closure CODELESS =
            FleetFixture.closure(CloseCode.NO_STATUS_RECEIVED, Initiator.SERVER, TcpEnd.FIN);
    private static final Closure NORMAL = FleetFixture.closure(CloseCode.NORMAL_CLOSURE, Initiator.SERVER, TcpEnd.FIN);

    /** A client opens every 100 ms; it talks until the end, sending its last message so long before that. */
    private static FleetFixture ramped(int ended, Closure closure, int messages, long silence) {
        FleetFixture fleet = FleetFixture.open(CLIENTS);
        for (int client = 0; client < ended; client++) {
            Duration age = Duration.ofMillis(2_000 + client % 3);
            Duration at = Duration.ofMillis(100L * client).plus(age);
            Activity activity = new Activity(
                    messages + client % 2 * (silence > 0 ? 1 : 0),
                    messages,
                    age.minusMillis(silence * (client % 5 + 1) / 5),
                    age,
                    0,
                    Duration.ZERO,
                    Arriving.NOTHING,
                    Optional.empty());
            fleet.with(FleetFixture.openClient(client, Duration.ofMillis(100L * client))
                    .closed(closure, age, at, activity, Optional.empty()));
        }
        for (int client = ended; client < CLIENTS; client++) {
            fleet.with(FleetFixture.openClient(client, Duration.ofMillis(100L * client)));
        }
        return fleet;
    }

    private static List<String> causes(FleetFixture fleet) {
        return Diagnosis.of(fleet).findings().stream().map(Finding::cause).toList();
    }

    @Test
    void theSameAgeOfBusyConnectionsThatOpenedAtDifferentTimesIsAStaleDeadline() {
        assertThat(causes(ramped(CLIENTS, CODELESS, 20, 100)))
                .singleElement()
                .asString()
                .startsWith("stale deadline");
    }

    @Test
    void thoseThatAreTooYoungDoNotSpeakAgainstIt() {
        assertThat(causes(ramped(15, CODELESS, 20, 100)))
                .singleElement()
                .asString()
                .startsWith("stale deadline");
    }

    @Test
    void thoseThatAreOldEnoughDo() {
        FleetFixture fleet = ramped(CLIENTS, CODELESS, 20, 100);
        for (int client = 0; client < 20; client++) {
            fleet.with(FleetFixture.openClient(client, Duration.ofMillis(100L * client)));
        }

        assertThat(causes(fleet))
                .singleElement()
                .asString()
                .startsWith("a part of the connections ends at a fixed age, and the others do not, one of:");
    }

    @Test
    void theSameNumberOfMessagesMayBeWhatEndsThem() {
        assertThat(causes(ramped(CLIENTS, CODELESS, 5, 0))).noneMatch(cause -> cause.contains("deadline"));
    }

    @Test
    void aNormalClosureIsNoComplaint() {
        assertThat(causes(ramped(CLIENTS, NORMAL, 20, 100))).isEmpty();
    }

    @Test
    void silentConnectionsMayMeetAnIdleTimeoutAsWell() {
        assertThat(causes(ramped(CLIENTS, CODELESS, 20, 1_900)))
                .singleElement()
                .asString()
                .startsWith("the server ends connections by the clock, one of: an idle timeout");
    }
}
