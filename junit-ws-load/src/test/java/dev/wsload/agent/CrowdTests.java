package dev.wsload.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.testkit.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Very many threads under watch: what is right stays right, in bounded memory. Twice what was enough when it was measured. */
@Timeout(600)
class CrowdTests {
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads have come with JDK 21")
    void tenThousandVirtualThreadsAliveAtOnceAreWatchedIn256MiB() {
        assertThat(ChildJvm.with(ChildJvm.agent(), "-Xmx256m").run(CrowdRun.class, true, 10_000))
                .containsExactly("10000 threads have done their work", "slots: 256", "judged: true");
    }

    @Test
    void slotsOfThreadsThatHaveEndedAreUsedAgain() {
        assertThat(ChildJvm.with(ChildJvm.agent(), "-Xmx64m").run(CrowdRun.class, false, 50_000))
                .satisfiesExactly(
                        done -> assertThat(done).isEqualTo("50000 threads have done their work"),
                        slots -> assertThat(slots).matches("slots: 1\\d\\d"),
                        judged -> assertThat(judged).isEqualTo("judged: true"));
    }
}
