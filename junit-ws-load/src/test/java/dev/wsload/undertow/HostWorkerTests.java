package dev.wsload.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.fault.Conditions;
import dev.wsload.machine.Descriptors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ReadableByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.xnio.channels.Channels;

/** Alone, for it counts the descriptors of the whole JVM. */
@Isolated
class HostWorkerTests {
    /** Says something in a JVM that has not hosted anything before: {@code -Dtest=HostWorkerTests}. */
    @Test
    void whatXnioOpensOnceAndKeepsIsOpenBeforeAnybodyCounts() throws IOException {
        ReadableByteChannel empty = java.nio.channels.Channels.newChannel(InputStream.nullInputStream());
        try (HostWorker worker = HostWorker.start(Conditions.usual(), 2, new UncaughtErrors())) {
            long before = Descriptors.now().open();
            Channels.drain(empty, 0);

            assertThat(Descriptors.now().open()).isEqualTo(before);
            assertThat(worker.running()).isZero();
        }
    }
}
