package dev.wsload.agent.runtime;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** Volatile fields by reflection: the same edges as in code that names them. */
public final class ReflectionHooks {
    private ReflectionHooks() {}

    /** Before Field.set and the like. */
    public static void setting(Object object, Object field) {
        if (isVolatile(field)) {
            EdgeHooks.release(variable((Field) field, object));
        }
    }

    /** After Field.get and the like. */
    public static void got(Object object, Object field) {
        if (isVolatile(field)) {
            EdgeHooks.acquire(variable((Field) field, object));
        }
    }

    private static boolean isVolatile(Object field) {
        return field instanceof Field one && Modifier.isVolatile(one.getModifiers()) && Watch.detector() != null;
    }

    /** A static field is known by a constant of the instrumented code. */
    private static Object variable(Field field, Object object) {
        return Modifier.isStatic(field.getModifiers())
                ? ("volatile " + field.getDeclaringClass().getName() + "." + field.getName()).intern()
                : object;
    }
}
