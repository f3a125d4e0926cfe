package dev.wsload.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.testkit.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a watch does with a JVM and callers that are not as they should be. */
@Timeout(240)
class RaceDetectorTests {
    @Test
    void itSaysNothingOfPackagesThatOnlyAnotherHasNamed() {
        assertThat(ChildJvm.withAgent().run(TwoWatchesRun.class)).containsExactly("1 found", "0 found");
    }

    @Test
    void aClassThatCannotBeInstrumentedKeepsNoOtherFromIt() {
        assertThat(ChildJvm.withAgent().run(UnluckyRun.class))
                .satisfiesExactly(
                        loaded -> assertThat(loaded).isEqualTo("a class whose initializer has failed is loaded"),
                        ofALibrary -> assertThat(ofALibrary)
                                .startsWith("true, 1 found, of code all, of libraries com.example.Huge: ")
                                .contains("too large"),
                        ofTheCode -> assertThat(ofTheCode)
                                .startsWith("true, 0 found, of code com.example.Huge: ")
                                .endsWith(", of libraries all"));
    }

    /** A method that is running stays as it was when it began. */
    @Test
    void anEventLoopThatRanBeforeIsKnownWhereTheAgentBeganEarly() {
        assertThat(ChildJvm.with(ChildJvm.agent() + "=early").run(OldLoopRun.class))
                .containsExactly("0 found");
        assertThat(ChildJvm.withAgent().run(OldLoopRun.class)).doesNotContain("0 found");
    }

    @Test
    void theAgentTakesNoOtherArgument() {
        assertThatThrownBy(() -> RaceAgent.premain("late", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the race detector's agent was given \"late\", must be \"early\" or nothing: write"
                        + " -javaagent:PATH=early, or -javaagent:PATH");
    }

    @Test
    void itEndsOnceAndKeepsNobodyWaitingForEver() {
        assertThat(ChildJvm.withAgent().run(WatchesRun.class))
                .containsExactly(
                        "this thread watches for data races already, since the first one: end that watch before another begins",
                        "judged: true, interrupted: true",
                        "this watch for data races has ended already: end it once",
                        "judged: true");
    }

    @Test
    void noIdleThreadKeepsTheWatchThatItHasOutlived() {
        assertThat(ChildJvm.with(ChildJvm.agent(), "-Xmx48m").run(IdleThreadsRun.class, 40))
                .containsExactly("40 judged");
    }

    @Test
    void noThreadThatGoesOnKeepsTheWatchesThatItHasOutlived() {
        assertThat(ChildJvm.with(ChildJvm.agent(), "-Xmx40m").run(ManyWatchesRun.class, 800))
                .containsExactly("800 judged");
    }
}
