package dev.wsload.agent;

import java.util.List;
import java.util.Optional;

/** Tells the runtime which classes extend a collection and are loaded already: those that come tell it in their constructors. */
final class LoadedSubclasses {
    private static final String HOOKS = "dev.wsload.agent.runtime.CollectionHooks";

    private LoadedSubclasses() {}

    static void report(List<Class<?>> types, Instrumenter instrumenter) {
        try {
            java.lang.reflect.Method extended =
                    Class.forName(HOOKS, true, null).getMethod("extended", Class.class, String.class);
            for (Class<?> type : types) {
                Optional<String> methods = instrumenter.extended(type.getName().replace('.', '/'));
                if (methods.isPresent()) {
                    extended.invoke(null, type, methods.get());
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the race detector does not work in this JVM: " + e, e);
        }
    }
}
