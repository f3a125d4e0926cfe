package dev.wsload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.harness.WsFleet;
import dev.wsload.testkit.ChildJvm;
import dev.wsload.testkit.EngineRun;
import io.undertow.websockets.WebSocketConnectionCallback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
}
