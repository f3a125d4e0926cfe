package dev.wsload;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs a test class with Jupiter, and prints how its tests have ended; for a JVM of its own. */
final class RaceCheckRun {
    private RaceCheckRun() {}

    public static void main(String[] arguments) throws ClassNotFoundException {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Class.forName(arguments[0])))
                .execute()
                .testEvents()
                .finished()
                .stream()
                .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                .forEach(RaceCheckRun::print);
        System.exit(0);
    }

    private static void print(TestExecutionResult result) {
        System.out.println(result.getStatus());
        result.getThrowable().ifPresent(failure -> {
            System.out.println(failure.getMessage());
            for (Throwable further : failure.getSuppressed()) {
                System.out.println("AND " + further.getMessage());
            }
        });
    }
}
