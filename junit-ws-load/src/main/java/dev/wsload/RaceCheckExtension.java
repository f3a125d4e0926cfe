package dev.wsload;

import dev.wsload.harness.RaceWatch;
import dev.wsload.race.RaceRules;
import dev.wsload.race.RaceRules.Suppression;
import dev.wsload.race.RaceVerdict;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link RaceCheck} does: a watch around each test, its {@code @BeforeEach} methods and its fleet. */
final class RaceCheckExtension implements BeforeEachCallback, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(RaceCheckExtension.class);
    private static final String WATCH = "watch";
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

    /** Closes a fleet; where the test is watched, what it throws is told after the races, for these may have led to it. */
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
    public void afterEach(ExtensionContext context) {
        RaceWatch watch = store(context).remove(WATCH, RaceWatch.class);
        Optional<AssertionError> thrown = Optional.ofNullable(store(context).remove(THROWN, AssertionError.class));
        Optional<AssertionError> races = Optional.ofNullable(watch).flatMap(one -> races(one.end(), context));
        races.ifPresent(first -> thrown.ifPresent(first::addSuppressed));
        races.or(() -> thrown).ifPresent(failure -> {
            throw failure;
        });
    }

    /** A test that has failed before anything could be watched has said why. */
    private static Optional<AssertionError> races(RaceVerdict verdict, ExtensionContext context) {
        return verdict.failure()
                .filter(failure ->
                        verdict.isJudged() || context.getExecutionException().isEmpty())
                .map(AssertionError::new);
    }

    /** Returns what the nearest annotation says; empty where there is none. */
    static Optional<RaceRules> rules(ExtensionContext test) {
        Optional<ExtensionContext> context = Optional.of(test);
        while (context.isPresent()) {
            Optional<AnnotatedElement> element = context.get().getElement();
            Optional<RaceCheck> found = AnnotationSupport.findAnnotation(element, RaceCheck.class);
            if (found.isPresent()) {
                return Optional.of(Misuse.at("@RaceCheck on " + Misuse.name(element.get()), () -> read(found.get())));
            }
            context = context.get().getParent();
        }
        return Optional.empty();
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
