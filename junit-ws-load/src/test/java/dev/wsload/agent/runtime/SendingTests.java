package dev.wsload.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What may follow a part of a message that another thread has sent. */
class SendingTests {
    private final Slots slots = new Slots();
    private final ThreadState one = slots.next(Thread.currentThread());
    private final ThreadState another = slots.next(Thread.currentThread());
    private final Object lock = new Object();
    private final Sending sending = new Sending();
    private final Access half = half();

    private Access half() {
        one.held.hold(lock);
        Access begun = send(one);
        assertThat(sending.begin(begun, false, false)).isNull();
        sending.end(one, false);
        return begun;
    }

    private static Access send(ThreadState thread) {
        return Access.now(thread, "Remote.sendText()", true);
    }

    /** As a mutex of the code under test leads from one to another, or what is made for that. */
    private void lead(boolean isChance) {
        SyncPoint point = new SyncPoint();
        point.release(one, isChance);
        one.tick();
        point.acquire(another, isChance);
    }

    @Test
    void thatNothingLeadsToIsAnOverlap() {
        assertThat(sending.begin(send(another), true, false)).isSameAs(half);
    }

    @Test
    void thatIsHandedOverByDesignIsNone() {
        lead(false);
        another.held.hold(lock);

        assertThat(sending.begin(send(another), true, false)).isNull();
    }

    @Test
    void thatIsHandedOverByAQueueOfTheCodesOwnIsNone() {
        lead(true);

        assertThat(sending.begin(send(another), true, false)).isNull();
    }

    @Test
    void thatOnlyTheLockAroundEachPartHasPutThereIsAnOverlap() {
        lead(true);
        another.held.hold(lock);

        assertThat(sending.begin(send(another), true, false)).isSameAs(half);
    }
}
