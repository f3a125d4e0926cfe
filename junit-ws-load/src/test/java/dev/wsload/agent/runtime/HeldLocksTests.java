package dev.wsload.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;

class HeldLocksTests {
    private final HeldLocks held = new HeldLocks();

    @Test
    void aLockThatIsTakenTwiceIsNamedOnceUntilItIsLetGoTwice() {
        Object monitor = new Object();
        held.hold(monitor);
        held.hold(monitor);
        held.letGo(monitor);

        assertThat(held.names()).containsExactly(Names.of(monitor));

        held.letGo(monitor);

        assertThat(held.isEmpty()).isTrue();
    }

    @Test
    void locksInWhateverOrderAreLetGo() {
        Object[] monitors = new Object[20];
        for (int i = 0; i < monitors.length; i++) {
            monitors[i] = new Object();
            held.hold(monitors[i]);
        }
        for (int i = 0; i < monitors.length - 1; i++) {
            held.letGo(monitors[i]);
        }

        assertThat(held.names()).containsExactly(Names.of(monitors[19]));
        assertThat(held.has(System.identityHashCode(monitors[19]))).isTrue();
        assertThat(held.has(System.identityHashCode(monitors[0]))).isFalse();
    }

    @Test
    void aLockThatSaysThatThisThreadDoesNotHoldItIsForgotten() {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        held.hold(lock);

        assertThat(held.isEmpty()).isFalse();

        lock.unlock();

        assertThat(held.isEmpty()).isTrue();
    }

    @Test
    void aReadLockIsHeldAsLongAsItsWholeSaysSo() {
        ReentrantReadWriteLock whole = new ReentrantReadWriteLock();
        whole.readLock().lock();
        held.hold(whole);

        assertThat(held.names()).hasSize(1);

        whole.readLock().unlock();

        assertThat(held.names()).isEmpty();
    }
}
