package dev.wsload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** A test class run by JUnit itself, and how it went. */
record TestRun(EngineExecutionResults results) {
    static TestRun of(Class<?> testClass, Map<String, String> parameters) {
        return new TestRun(EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .configurationParameters(parameters)
                .execute());
    }

    static TestRun of(Class<?> testClass) {
        return of(testClass, Map.of());
    }

    void succeeds(int tests) {
        Events events = results.testEvents();
        assertThat(events.failed().stream().map(TestRun::throwable)).isEmpty();
        events.assertStatistics(statistics -> statistics.started(tests).succeeded(tests));
    }

    /** Returns what the only test failed with. */
    Throwable failure() {
        assertThat(failures()).hasSize(1);
        return failures().get(0);
    }

    /** Returns what the tests failed with. */
    List<Throwable> failures() {
        return results.testEvents().failed().stream().map(TestRun::throwable).toList();
    }

    /** Returns why the only test was aborted. */
    Throwable abortion() {
        List<Event> aborted = results.testEvents().aborted().list();
        assertThat(aborted).hasSize(1);
        return throwable(aborted.get(0));
    }

    private static Throwable throwable(Event finished) {
        return finished.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }
}
