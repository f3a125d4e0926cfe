package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.wsload.result.FrameLog;
import dev.wsload.wire.LoggedFrame;
import dev.wsload.wire.MessageSink;
import dev.wsload.wire.Opcode;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FrameRingTests {
    private static final int MANY = 10_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long now = 1_000;
    private final FrameRing ring = new FrameRing(1_000, () -> now);

    @Test
    void bothDirectionsStandInTheirOrderWithTheirTimes() {
        ring.sent(Opcode.TEXT, true, 64);
        now += 5_000;
        ring.received(0x02, 1L << 40);
        now -= 10_000;
        ring.received(0x83, MessageSink.UNREAD);
        assertThat(log().frames())
                .containsExactly(
                        new LoggedFrame(false, 0xC1, 64, Duration.ZERO),
                        new LoggedFrame(true, 0x02, Integer.MAX_VALUE, Duration.ofNanos(5_000)),
                        new LoggedFrame(true, 0x83, MessageSink.UNREAD, Duration.ZERO));
    }

    @Test
    void theLastSixteenAreKept() {
        for (int length = 0; length < 40; length++) {
            ring.received(0x81, length);
        }
        assertThat(log().frames())
                .hasSize(16)
                .extracting(LoggedFrame::length)
                .startsWith(24L)
                .endsWith(39L);
        assertThat(log().offending()).isEqualTo(15);
    }

    @Test
    void theLastReceivedFrameIsTheOffendingOneWhateverWasSentSince() {
        ring.received(0x81, 1);
        ring.received(0x81, 2);
        ring.sent(Opcode.PONG, false, 0);
        assertThat(log().offending()).isEqualTo(1);
        for (int pong = 0; pong < 16; pong++) {
            ring.sent(Opcode.PONG, false, 0);
        }
        assertThat(log().offending()).isEqualTo(-1);
    }

    @Test
    void whereNothingWasReceivedNothingOffends() {
        ring.sent(Opcode.TEXT, false, 1);
        assertThat(log().offending()).isEqualTo(-1);
    }

    @Test
    void notingAFrameAllocatesNothing() {
        note();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        note();
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MANY);
    }

    private void note() {
        for (int frame = 0; frame < MANY; frame++) {
            ring.sent(Opcode.TEXT, false, frame);
            ring.received(0x81, frame);
        }
    }

    @Test
    void anExcerptIsPrintableAndBounded() {
        ByteBuffer bytes = ByteBuffer.wrap("..\u0081a~\\\n".getBytes(StandardCharsets.ISO_8859_1))
                .position(2);
        assertThat(Excerpt.escaped(bytes)).isEqualTo("\\x81a~\\x5c\\x0a");
        assertThat(bytes.position()).isEqualTo(2);
        assertThat(Excerpt.escaped(ByteBuffer.wrap("a".repeat(48).getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("a".repeat(48));
        assertThat(Excerpt.escaped(ByteBuffer.wrap("a".repeat(49).getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("a".repeat(48) + "...");
    }

    @Test
    void theFirstOffenceStaysAndThatOfAHealthyClientIsRatherTold() {
        FirstOffence first = new FirstOffence();
        assertThat(first.log()).isEmpty();
        first.met(false, () -> log(3));
        first.met(false, () -> log(4));
        assertThat(first.log()).map(FrameLog::client).contains(3);
        first.met(true, () -> log(5));
        first.met(true, () -> log(6));
        assertThat(first.log()).map(FrameLog::client).contains(5);
    }

    private FrameLog log() {
        return log(7);
    }

    private FrameLog log(int client) {
        return ring.log(client, "nonsense", ByteBuffer.allocate(0));
    }
}
