package com.example.field;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.plan.TooSmall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** F1: "no such host", says the resolver; in truth the clients' own process has no file descriptor left. */
class F1DescriptorsUsedUpTest {
    private static final int CLIENTS = 300;

    private final EchoServer server = new EchoServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void clientsBeyondTheLimitAreToldThatDescriptorsAreUsedUp() {
        try (ChildJvm fleet = fleet(256, TooSmall.RUN)) {
            assertThat(fleet.awaitLine(FleetProcess.SEEN)).matches("\\{CONNECTED=\\d+, NO_DESCRIPTORS=\\d+}");
        }
    }

    @Test
    void aFleetBeyondTheLimitIsRefusedInOneSentenceBeforeItStarts() {
        try (ChildJvm fleet = fleet(256, TooSmall.FAIL)) {
            assertThat(fleet.awaitLine(FleetProcess.REFUSED))
                    .startsWith("300 clients need ")
                    .contains(" file descriptors, this process may open 256 (hard limit, ")
                    .contains("raise the limit");
            assertThat(server.met()).isZero();
        }
    }

    @Test
    void withAHigherLimitEveryoneConnects() {
        try (ChildJvm fleet = fleet(4096, TooSmall.RUN)) {
            assertThat(fleet.awaitLine(FleetProcess.SEEN)).isEqualTo("{CONNECTED=" + CLIENTS + "}");
        }
    }

    private ChildJvm fleet(int descriptors, TooSmall policy) {
        String uri = "ws://localhost:" + server.uri().getPort() + "/";
        return ChildJvm.limitedTo(descriptors, FleetProcess.class, uri, String.valueOf(CLIENTS), policy.name());
    }
}
