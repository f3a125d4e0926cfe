package dev.wsload.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VariableTests {
    private final Slots slots = new Slots();
    private final ThreadState one = slots.next(Thread.currentThread());
    private final ThreadState another = slots.next(Thread.currentThread());
    private final Variable variable = new Variable();

    private Access noted(ThreadState thread, boolean isWrite) {
        Access access = Access.now(thread, "Counter.count", isWrite);
        variable.note(access);
        return access;
    }

    @Test
    void whoHasWrittenNeedNotBeNotedWhenItReadsAndWritesAgain() {
        noted(one, true);

        assertThat(variable.isKnown(one, false)).isTrue();
        assertThat(variable.isKnown(one, true)).isTrue();
        assertThat(variable.isKnown(another, false)).isFalse();
    }

    @Test
    void whoeverRacesWithAReadThatIsKnownRacesWithTheWriteBeforeIt() {
        Access write = noted(one, true);

        assertThat(variable.racingWith(another, true)).isSameAs(write);
    }

    @Test
    void aWriteIsNotKnownAfterAnotherThreadHasRead() {
        noted(one, true);
        noted(another, false);

        assertThat(variable.isKnown(one, true)).isFalse();
    }

    @Test
    void nothingIsKnownOnceTheThreadHasSynchronized() {
        noted(one, true);
        one.tick();

        assertThat(variable.isKnown(one, false)).isFalse();
        assertThat(variable.isKnown(one, true)).isFalse();
    }
}
