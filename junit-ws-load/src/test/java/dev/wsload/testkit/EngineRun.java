package dev.wsload.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs a test class, or one test of it, and prints how its tests have ended; for a JVM of its own, which ends in any case. */
public final class EngineRun {
    private static final long MOST_SECONDS = 180;

    private EngineRun() {}

    /** The arguments: the engine, the class, and the method if it is one only. */
    public static void main(String[] arguments) throws ClassNotFoundException {
        CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS)
                .execute(() -> Runtime.getRuntime().halt(1));
        Class<?> tests = Class.forName(arguments[1]);
        DiscoverySelector selector = arguments.length > 2 ? selectMethod(tests, arguments[2]) : selectClass(tests);
        EngineTestKit.engine(arguments[0])
                .selectors(selector)
                .configurationParameter("jqwik.failures.after.default", "RANDOM_SEED")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .execute()
                .testEvents()
                .finished()
                .stream()
                .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                .forEach(EngineRun::print);
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
