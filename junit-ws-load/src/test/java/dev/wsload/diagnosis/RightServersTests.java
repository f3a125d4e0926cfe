package dev.wsload.diagnosis;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.harness.WsFleet;
import dev.wsload.testkit.ChildServer;
import dev.wsload.testkit.FaultyServer.Defect;
import dev.wsload.testkit.ForeignServer;
import dev.wsload.testkit.TestServer;
import dev.wsload.wire.CloseCode;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is right is accused of nothing, whoever wrote it, and whatever it does of what is permitted. */
@Timeout(60)
class RightServersTests {
    @ParameterizedTest
    @EnumSource
    void noCauseIsNamedOfServersThatSomebodyElseWrote(ForeignServer kind) {
        assertNoCauseIsNamed(kind::start);
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "PERMITTED"})
    void noCauseIsNamedOfWhatIsPermitted(Defect none) {
        assertNoCauseIsNamed(() -> ChildServer.start(none));
    }

    private static void assertNoCauseIsNamed(Supplier<TestServer> start) {
        try (TestServer server = start.get();
                WsFleet fleet = WsFleet.to(server.uri()).clients(100).connect()) {
            fleet.run(echo().messages(20));
            assertThat(Diagnosis.of(fleet).findings()).isEmpty();

            fleet.close(client -> client % 3 == 0, CloseCode.GOING_AWAY, "");
            fleet.abort(client -> client % 3 == 1);
            assertThat(Diagnosis.of(fleet).findings()).isEmpty();

            fleet.closeAll();
            assertThat(Diagnosis.of(fleet).findings()).isEmpty();
            assertThat(fleet).deliveredEverything();
        }
    }

    @Test
    void aServerThatClosesWhenItHasDoneIsNotAccused() {
        try (TestServer server = ChildServer.start(Defect.POLITE);
                WsFleet fleet = WsFleet.to(server.uri()).clients(100).connect()) {
            fleet.run(echo().unloadedRoundTrips(0).messages(5));
            await().until(() -> fleet.open() == 0);

            assertThat(Diagnosis.of(fleet).findings()).isEmpty();
        }
    }
}
