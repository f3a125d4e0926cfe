package dev.wsload.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs for every message allocates nothing: 10,000 runs take less than one byte each. A stream is small. */
class HotPathTests {
    private static final int RUNS = 10_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writingAndReadingAStampAllocateNothing(boolean direct) {
        ByteBuffer buffer = direct ? ByteBuffer.allocateDirect(2000) : ByteBuffer.allocate(2000);
        byte[] payload = new byte[2000];
        Stamp stamp = new Stamp();

        assertThat(allocated(number -> {
                    stamp.sequence = number;
                    stamp.write(payload);
                    stamp.read(buffer.clear().put(payload).flip());
                }))
                .isLessThan(RUNS);
    }

    @Test
    void bookingAnArrivalInOrderAllocatesNothing() {
        DeliveryLedger ledger = new DeliveryLedger();
        StreamLedger stream = ledger.stream(0, 0, 0);

        assertThat(allocated(number -> ledger.arrived(stream, number))).isLessThan(RUNS);
    }

    @Test
    void aStreamTakesAtMost48Bytes() {
        DeliveryLedger ledger = new DeliveryLedger();
        StreamLedger[] streams = new StreamLedger[2 * RUNS + 1];

        assertThat(allocated(number -> streams[number] = ledger.stream(number, 0, 0)))
                .isLessThan(49 * RUNS);
    }

    private long allocated(IntConsumer hotPath) {
        hotPath.accept(RUNS);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int number = RUNS + 1; number <= 2 * RUNS; number++) {
            hotPath.accept(number);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
