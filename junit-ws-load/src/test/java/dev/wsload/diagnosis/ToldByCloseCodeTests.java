package dev.wsload.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.result.FleetFixture;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import org.junit.jupiter.api.Test;

/** What is said of codes that a server closes with. */
class ToldByCloseCodeTests {
    private static final int CLIENTS = 5;

    private static Finding of(int code) {
        FleetFixture fleet = FleetFixture.open(CLIENTS);
        for (int client = 0; client < CLIENTS; client++) {
            fleet.with(FleetFixture.closed(
                    client, FleetFixture.closure(CloseCode.of(code), Initiator.SERVER, TcpEnd.FIN)));
        }
        return Diagnosis.of(fleet).findings().get(0);
    }

    @Test
    void aServerMayNotMissAnExtension() {
        Finding found = of(1010);

        assertThat(found.cause())
                .isEqualTo(
                        "the server closes with 1010, which only clients may send, who miss an extension (RFC 6455 section"
                                + " 7.4.1)");
        assertThat(found.remedy()).startsWith("let the server answer the upgrade with a status (400)");
    }
}
