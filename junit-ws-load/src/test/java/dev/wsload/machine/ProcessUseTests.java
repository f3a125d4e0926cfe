package dev.wsload.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessUseTests {
    @Test
    void thisJvmIsSeenFromInsideAndFromOutside() {
        assumeThat(Os.ofThisMachine()).isEqualTo(Os.LINUX);
        ProcessUse inside = ProcessUse.ofThisJvm();
        ProcessUse outside = ProcessUse.of(inside.pid()).orElseThrow();

        assertThat(outside.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(inside.descriptors()).isPositive();
        assertThat(inside.threads()).isPositive().isLessThanOrEqualTo(outside.threads());
        assertThat(inside.memory()).isGreaterThan(1_000_000);
        assertThat(outside.memory()).isGreaterThan(1_000_000);
        assertThat(inside.cpu()).isPositive();
        assertThat(outside.cpu()).isPositive();
    }

    @Test
    void aProcessThatIsNotThereUsesNothing() {
        assertThat(ProcessUse.of(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void whatAThreadUsesIsKnownWhileItLives() throws InterruptedException {
        Thread done = new Thread(() -> {});
        done.start();
        done.join();

        assertThat(Jvm.cpuOf(List.of(Thread.currentThread(), done))).isPositive();
        assertThat(Jvm.cpuOf(List.of(done))).isEqualTo(Duration.ZERO);
        assertThat(Jvm.pauses()).isGreaterThanOrEqualTo(Duration.ZERO);
    }
}
