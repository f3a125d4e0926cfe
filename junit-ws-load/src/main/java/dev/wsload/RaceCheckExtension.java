package dev.wsload;

import dev.wsload.assertions.FailureText;
import dev.wsload.harness.RaceWatch;
import dev.wsload.plan.LoadPlan;
import dev.wsload.race.RaceRules;
import dev.wsload.race.RaceRules.Suppression;
import dev.wsload.race.RaceVerdict;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link RaceCheck} does: a watch around each test, its {@code @BeforeEach} methods and its fleet. Races are told before whatever
 * else has failed, for that may have come of them.
 */
final class RaceCheckExtension
        implements BeforeEachCallback,
                AfterEachCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(RaceCheckExtension.class);
    private static final String WATCH = "watch";
    private static final String PLAN = "plan";
    private static final String THROWN = "thrown";

    @Override
    public void beforeEach(ExtensionContext context) {
        RaceRules rules = rules(context).orElseThrow();
        store(context)
                .put(
                        WATCH,
                        RaceWatch.begin(
                                rules, context.getRequiredTestClass().getName() + "." + context.getDisplayName()));
    }

    /** Connects the fleet of this plan. */
    static void connect(ExtensionContext context, LoadPlan plan, Runnable fleet) {
        store(context).put(PLAN, plan);
        try {
            fleet.run();
        } catch (RuntimeException | Error thrown) {
            tellRacesBefore(thrown, context);
            throw thrown;
        }
    }

    /** Closes a fleet; what that throws is told at the end of the watch. */
    static void close(ExtensionContext context, Runnable fleet) {
        if (store(context).get(WATCH) == null) {
            fleet.run();
            return;
        }
        try {
            fleet.run();
        } catch (AssertionError thrown) {
            store(context).put(THROWN, thrown);
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        handle(context, thrown);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        handle(context, thrown);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        handle(context, thrown);
    }

    /** The end of the fleet is watched, too. */
    private static void handle(ExtensionContext context, Throwable thrown) throws Throwable {
        MissingLoad.refuse(place(annotated(context).orElseThrow()), thrown);
        try {
            StoredFleet.close(context);
        } catch (RuntimeException | Error unexpected) {
            thrown.addSuppressed(unexpected);
        }
        tellRacesBefore(thrown, context);
        throw thrown;
    }

    /** Ends the watch. What it has not judged is left to the end of the test, which knows whether it has failed at all. */
    private static void tellRacesBefore(Throwable thrown, ExtensionContext context) {
        Optional.ofNullable(store(context).get(WATCH, RaceWatch.class))
                .map(RaceWatch::end)
                .filter(RaceVerdict::isJudged)
                .flatMap(verdict -> failure(verdict, context))
                .ifPresent(races -> {
                    store(context).remove(WATCH);
                    races.addSuppressed(thrown);
                    throw races;
                });
    }

    @Override
    public void afterEach(ExtensionContext context) {
        RaceWatch watch = store(context).remove(WATCH, RaceWatch.class);
        Optional<AssertionError> thrown = Optional.ofNullable(store(context).remove(THROWN, AssertionError.class));
        Optional<AssertionError> races = Optional.ofNullable(watch).flatMap(one -> failure(one.end(), context));
        races.ifPresent(first -> thrown.ifPresent(first::addSuppressed));
        races.or(() -> thrown).ifPresent(failure -> {
            throw failure;
        });
    }

    /** A test that has failed before anything could be watched has said why. */
    private static Optional<AssertionError> failure(RaceVerdict verdict, ExtensionContext context) {
        return verdict.failure()
                .filter(failure ->
                        verdict.isJudged() || context.getExecutionException().isEmpty())
                .map(failure -> verdict.isJudged() ? withAgain(failure, context) : failure)
                .map(AssertionError::new);
    }

    /** Of a fleet that the test has connected itself nobody knows the seed. */
    private static String withAgain(String failure, ExtensionContext context) {
        return Optional.ofNullable(store(context).get(PLAN, LoadPlan.class))
                .map(plan -> new FailureText(failure).again(plan).toString())
                .orElse(failure);
    }

    /** Returns what the nearest annotation says; empty where there is none. */
    static Optional<RaceRules> rules(ExtensionContext test) {
        return annotated(test)
                .map(element -> Misuse.at(
                        place(element),
                        () -> read(AnnotationSupport.findAnnotation(element, RaceCheck.class)
                                .orElseThrow())));
    }

    private static String place(AnnotatedElement element) {
        return "@RaceCheck on " + Misuse.name(element);
    }

    private static Optional<AnnotatedElement> annotated(ExtensionContext test) {
        return Stream.iterate(Optional.of(test), Optional::isPresent, context -> context.get()
                        .getParent())
                .flatMap(context -> context.get().getElement().stream())
                .filter(element -> AnnotationSupport.isAnnotated(element, RaceCheck.class))
                .findFirst();
    }

    private static RaceRules read(RaceCheck check) {
        return new RaceRules(
                List.of(check.packages()),
                check.failOnSuspects(),
                Arrays.stream(check.suppress())
                        .map(one -> new Suppression(one.value(), one.because()))
                        .toList());
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
