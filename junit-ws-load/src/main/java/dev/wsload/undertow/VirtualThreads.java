package dev.wsload.undertow;

import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ThreadFactory;

/** Virtual threads, where the JDK has them: from 21 on (JEP 444). Reached by reflection, as the library runs on 17. */
final class VirtualThreads {
    private VirtualThreads() {}

    /** @throws IllegalStateException with one sentence, if the JDK has none */
    static ThreadFactory factory(String prefix, UncaughtExceptionHandler handler) {
        try {
            Class<?> builderType = Class.forName("java.lang.Thread$Builder");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            builder = builderType.getMethod("name", String.class, long.class).invoke(builder, prefix, 1L);
            builder = builderType
                    .getMethod("uncaughtExceptionHandler", UncaughtExceptionHandler.class)
                    .invoke(builder, handler);
            return (ThreadFactory) builderType.getMethod("factory").invoke(builder);
        } catch (ClassNotFoundException | NoSuchMethodException e) {
            throw new IllegalStateException(
                    "virtual workers need JDK 21 or later, this is "
                            + Runtime.version().feature() + ": leave virtual out, or run on a later JDK",
                    e);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError("public methods that throw nothing", e);
        }
    }
}
