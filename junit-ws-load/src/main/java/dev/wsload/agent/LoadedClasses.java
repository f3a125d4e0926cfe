package dev.wsload.agent;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.List;

/** Instruments classes that are loaded already. One that cannot be must not keep the others from it. */
final class LoadedClasses {
    private final Instrumentation instrumentation;
    private final Misses misses;

    LoadedClasses(Instrumentation instrumentation, Misses misses) {
        this.instrumentation = instrumentation;
        this.misses = misses;
    }

    /** All at once, for each call stops the JVM; where that fails, half by half, down to the one at fault. */
    void instrument(List<Class<?>> types) {
        try {
            instrumentation.retransformClasses(types.toArray(new Class<?>[0]));
        } catch (UnmodifiableClassException | RuntimeException | Error e) {
            if (types.size() > 1) {
                instrument(types.subList(0, types.size() / 2));
                instrument(types.subList(types.size() / 2, types.size()));
            } else if (!isOfNoUse(e)) {
                misses.add(types.get(0).getName().replace('.', '/'), e);
            }
        }
    }

    /** JVMTI_ERROR_INVALID_CLASS: the initializer of the class has failed, so none of its code can run any more. */
    private static boolean isOfNoUse(Throwable e) {
        return e instanceof InternalError && String.valueOf(e.getMessage()).endsWith("invalid class");
    }
}
