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
        try {
            assertThat(TestRun.of(Refused.class).failure())
                    .hasMessageEndingWith("  again     mvn test '-Dtest=AgainTests$Refused#test' -Dwsload.clients=3"
                            + " '-Dwsload.connectTimeout=900 ms' -Dwsload.seed=7");
        } finally {
            System.clearProperty("wsload.clients");
            System.clearProperty("wsload.connectTimeout");
        }
    }
}
