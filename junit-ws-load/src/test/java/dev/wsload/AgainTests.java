package dev.wsload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.harness.WsFleet;
import org.junit.jupiter.api.Test;

class AgainTests {
    @WsLoad(clients = 2, uri = "ws://localhost:1/", seed = 7)
    static class Refused {
        @Test
        void test(WsFleet fleet) {}
    }

    @Test
    void theCommandCarriesTheSettingsOfThisCommandLineAndTheSeedThatWasDrawn() {
        System.setProperty("wsload.connectTimeout", "900 ms");
        System.setProperty("wsload.clients", "3");
        System.setProperty("wsload.headers", "Authorization: Bearer 1234");
        System.setProperty("wsload.uri", "ws://me:secret@localhost:1/chat?token=1234");
        try {
            assertThat(TestRun.of(Refused.class).failure())
                    .hasMessageEndingWith("  again     mvn test '-Dtest=AgainTests$Refused#test' -Dwsload.clients=3"
                            + " '-Dwsload.connectTimeout=900 ms' -Dwsload.headers=... '-Dwsload.uri=ws://...@localhost:1/chat?...'"
                            + " -Dwsload.seed=7");
        } finally {
            System.clearProperty("wsload.uri");
            System.clearProperty("wsload.headers");
            System.clearProperty("wsload.clients");
            System.clearProperty("wsload.connectTimeout");
        }
    }
}
