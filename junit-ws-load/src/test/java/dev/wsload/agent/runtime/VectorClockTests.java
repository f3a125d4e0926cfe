package dev.wsload.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VectorClockTests {
    private static void pass(SyncPoint point, ThreadState from, ThreadState to) {
        point.release(from, false);
        from.tick();
        point.acquire(to, false);
    }

    @Test
    void whatHappenedBeforeAReleaseIsCoveredByWhoeverAcquires() {
        ThreadState one = new ThreadState(0, new SlotTime());
        ThreadState other = new ThreadState(1, new SlotTime());
        long before = one.epoch();

        pass(new SyncPoint(), one, other);

        assertThat(other.order.covers(before)).isTrue();
        assertThat(other.order.covers(one.epoch())).isFalse();
        assertThat(one.order.covers(other.epoch())).isFalse();
    }

    @Test
    void aPointHandsOverWhatAllHaveReleased() {
        ThreadState one = new ThreadState(0, new SlotTime());
        ThreadState another = new ThreadState(1, new SlotTime());
        ThreadState last = new ThreadState(2, new SlotTime());
        long ofOne = one.epoch();
        long ofAnother = another.epoch();
        SyncPoint point = new SyncPoint();

        point.release(one, false);
        point.release(another, false);
        point.acquire(last, false);

        assertThat(last.order.covers(ofOne)).isTrue();
        assertThat(last.order.covers(ofAnother)).isTrue();
        assertThat(last.design.covers(ofOne)).isTrue();
    }

    @Test
    void whatIsReleasedByChanceIsOrderedAndNotByDesign() {
        ThreadState one = new ThreadState(0, new SlotTime());
        ThreadState other = new ThreadState(1, new SlotTime());
        long before = one.epoch();
        SyncPoint point = new SyncPoint();

        point.release(one, true);
        point.acquire(other, true);

        assertThat(other.order.covers(before)).isTrue();
        assertThat(other.design.covers(before)).isFalse();
    }

    @Test
    void whatAPointHasSaysNothingOfLaterTimes() {
        ThreadState one = new ThreadState(0, new SlotTime());
        ThreadState other = new ThreadState(1, new SlotTime());
        SyncPoint point = new SyncPoint();
        point.release(one, false);
        one.tick();
        pass(new SyncPoint(), other, one);

        ThreadState third = new ThreadState(2, new SlotTime());
        point.acquire(third, false);

        assertThat(third.order.covers(one.epoch())).isFalse();
        assertThat(third.order.time(1)).isZero();
    }

    /** Beyond so many threads two have the same slot. */
    @Test
    void anOrderThatLeadsThroughAThreadOfTheSameSlotIsNotLost() {
        SlotTime shared = new SlotTime();
        ThreadState elder = new ThreadState(5, shared);
        ThreadState younger = new ThreadState(5, shared);
        ThreadState last = new ThreadState(6, new SlotTime());
        long ofYounger = younger.epoch();

        pass(new SyncPoint(), younger, elder);
        pass(new SyncPoint(), elder, last);

        assertThat(last.order.covers(ofYounger)).isTrue();
        assertThat(last.design.covers(ofYounger)).isTrue();
    }

    @Test
    void whatIsKnownOfASlotCoversNothingThatAnotherOfItsThreadsDoesLater() {
        SlotTime shared = new SlotTime();
        ThreadState elder = new ThreadState(5, shared);
        ThreadState younger = new ThreadState(5, shared);
        ThreadState last = new ThreadState(6, new SlotTime());
        younger.tick();
        younger.tick();

        pass(new SyncPoint(), younger, last);
        elder.tick();

        assertThat(last.order.covers(elder.epoch())).isFalse();
        assertThat(last.order.covers(new ThreadState(5, shared).epoch())).isFalse();
    }
}
