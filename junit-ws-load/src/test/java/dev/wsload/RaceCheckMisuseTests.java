package dev.wsload;

import static dev.wsload.plan.Workloads.fanOut;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.harness.WsFleet;
import dev.wsload.race.subject.Chats;
import dev.wsload.testkit.ChildJvm;
import dev.wsload.testkit.EngineRun;
import io.undertow.websockets.WebSocketConnectionCallback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link RaceCheck} refuses: one sentence, in place of a pass that means nothing. */
@Timeout(120)
class RaceCheckMisuseTests {
    private static final String CODE = "dev.wsload.race.subject";

    private static String with(ChildJvm jvm, Class<?> fixture) {
        return String.join("\n", jvm.run(EngineRun.class, "junit-jupiter", fixture.getName()));
    }

    @WsLoad(clients = 1)
    @RaceCheck(packages = CODE)
    static class OneClient {
        @WsHosted("/room")
        final WebSocketConnectionCallback room = (exchange, channel) -> System.out.println("connected");

        @Test
        void broadcasts(WsFleet fleet) {}
    }

    @Test
    void oneClientRacesNobody() {
        assertThat(with(ChildJvm.withAgent(), OneClient.class))
                .isEqualTo(
                        "FAILED\n@WsLoad on OneClient: clients = 1, must be 2 or more under @RaceCheck, for one client"
                                + " alone races nobody; a few that talk, come and go are enough, such as 8");
    }

    @WsLoad(clients = 8, settleTime = "100 ms")
    @RaceCheck(packages = {CODE, "dev.wsload.race.subjekt", "com.example.elsewhere"})
    static class Misspelt {
        @WsHosted("/room")
        final WebSocketConnectionCallback room = Chats.right();

        @Test
        void broadcasts(WsFleet fleet) {
            fleet.run(fanOut().senders(8).messages(40));
        }
    }

    @Test
    void eachOfSeveralPackagesMustHaveAClass() {
        assertThat(with(ChildJvm.withAgent(), Misspelt.class))
                .isEqualTo(
                        "FAILED\ndata races were not judged: no class of dev.wsload.race.subjekt, com.example.elsewhere"
                                + " is loaded in this JVM: name the packages (not the classes) of the endpoint, and let it run here");
    }

    @RaceCheck(packages = CODE)
    static class WithoutLoad {
        @Test
        void broadcasts(WsFleet fleet) {}
    }

    @RaceCheck(packages = CODE)
    static class WithoutLoadBefore {
        @BeforeEach
        void broadcasts(WsFleet fleet) {}

        @Test
        void test() {}
    }

    @ParameterizedTest
    @ValueSource(classes = {WithoutLoad.class, WithoutLoadBefore.class})
    void whereNothingConnectsAFleetTheAnnotationIsMissing(Class<?> fixture) {
        assertThat(with(ChildJvm.withAgent(), fixture))
                .isEqualTo("FAILED\n@RaceCheck on " + fixture.getSimpleName()
                        + ": there is a WsFleet parameter, but no @WsLoad that connects it; add @WsLoad, or connect a fleet in"
                        + " the test, such as by WsFleet.hosting(..)");
    }

    @RaceCheck(packages = CODE)
    static class ByHand {
        @Test
        void broadcasts() {
            try (WsFleet fleet =
                    WsFleet.hosting("/room", Chats.right()).clients(8).connect()) {
                fleet.run(fanOut().senders(8).messages(40));
            }
        }
    }

    @Test
    void aFleetThatTheTestConnectsIsWatchedWithoutIt() {
        assertThat(with(ChildJvm.withAgent(), ByHand.class)).isEqualTo("SUCCESSFUL");
    }
}
