package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.client.Within;
import dev.wsload.client.WsMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InboxTests {
    private static final Within SOON = new Within(Duration.ofSeconds(10));

    @Test
    void largeMessagesThatNobodyTakesAreBoundedByTheirBytes() throws Exception {
        Inbox inbox = new Inbox(256);
        for (int number = 0; number < 10; number++) {
            inbox.put(message(100 * 1024, number));
        }

        assertThat(inbox.take(SOON).dropped()).isEqualTo(8);
        assertThat(inbox.take(SOON).message().payload()[0]).isEqualTo((byte) 8);
        assertThat(inbox.take(SOON).message().payload()[0]).isEqualTo((byte) 9);
    }

    @Test
    void aSingleMessageIsKeptHoweverLarge() throws Exception {
        Inbox inbox = new Inbox(256);
        inbox.put(message(1024 * 1024, 7));

        assertThat(inbox.take(SOON).message().payload()).hasSize(1024 * 1024);
    }

    @Test
    void takenMessagesMakeRoom() throws Exception {
        Inbox inbox = new Inbox(256);
        for (int number = 0; number < 10; number++) {
            inbox.put(message(200 * 1024, number));

            assertThat(inbox.take(SOON).message().payload()[0]).isEqualTo((byte) number);
        }
    }

    private static WsMessage message(int bytes, int first) {
        byte[] payload = new byte[bytes];
        payload[0] = (byte) first;
        return new WsMessage(false, payload);
    }
}
