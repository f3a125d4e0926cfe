package dev.wsload;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A field or method of a test class that carries one of our annotations.
 *
 * @param annotation what it carries
 * @param owner the instance to read it from
 * @param field the field; null for a method
 * @param method the method; null for a field
 */
record TestMember<A extends Annotation>(A annotation, Object owner, Field field, Method method) {

    /** Finds the members of the test class, inherited ones included; if it has none, of the enclosing class, and so on. */
    static <A extends Annotation> List<TestMember<A>> of(ExtensionContext context, Class<A> type) {
        List<Object> instances =
                new ArrayList<>(context.getRequiredTestInstances().getAllInstances());
        for (int i = instances.size() - 1; i >= 0; i--) {
            List<TestMember<A>> members = of(instances.get(i), type);
            if (!members.isEmpty()) {
                return members;
            }
        }
        return List.of();
    }

    /** Finds the only one. */
    static <A extends Annotation> Optional<TestMember<A>> theOne(ExtensionContext context, Class<A> type) {
        List<TestMember<A>> members = of(context, type);
        if (members.size() > 1) {
            throw Misuse.at(
                    members.get(0).place(),
                    members.get(1).name() + " carries @" + type.getSimpleName()
                            + " too, must be only one; remove one of them");
        }
        return members.stream().findFirst();
    }

    private static <A extends Annotation> List<TestMember<A>> of(Object owner, Class<A> type) {
        List<TestMember<A>> members = new ArrayList<>();
        for (Field field : AnnotationSupport.findAnnotatedFields(
                owner.getClass(), type, any -> true, HierarchyTraversalMode.TOP_DOWN)) {
            members.add(new TestMember<>(field.getAnnotation(type), owner, field, null));
        }
        for (Method method :
                AnnotationSupport.findAnnotatedMethods(owner.getClass(), type, HierarchyTraversalMode.TOP_DOWN)) {
            members.add(new TestMember<>(method.getAnnotation(type), owner, null, method));
        }
        return members;
    }

    /** Requires a method with these parameters, or a field where there are none. */
    TestMember<A> requireParameters(Class<?>... types) {
        if (method != null && !Arrays.equals(method.getParameterTypes(), types)) {
            throw Misuse.at(
                    place(),
                    "takes " + names(method.getParameterTypes()) + ", must take " + names(types)
                            + "; change the method");
        }
        return this;
    }

    /** Requires a method that returns an int. */
    void requireInt() {
        if (method.getReturnType() != int.class) {
            throw Misuse.at(
                    place(),
                    "returns " + method.getReturnType().getSimpleName() + ", must return int; change the method");
        }
    }

    /** Reads the field, or calls the method. */
    Object value(Object... arguments) {
        if (field == null) {
            return ReflectionSupport.invokeMethod(method, owner, arguments);
        }
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw Misuse.at(place(), "cannot be read (" + e + ")");
        }
    }

    /** Returns the value, which must be of one of these types. */
    Object value(String must, Class<?>... types) {
        Object value = value();
        if (Arrays.stream(types).noneMatch(type -> type.isInstance(value))) {
            throw wrong(value, must);
        }
        return value;
    }

    /** An error about what the member gave. */
    RuntimeException wrong(Object value, String must) {
        String seen = value == null ? "null" : "a " + value.getClass().getName();
        return Misuse.at(place(), "gives " + seen + ", must give " + must);
    }

    /** Returns the annotation and where it stands, as in {@code @WsUri on ChatLoadTest.chat()}. */
    String place() {
        return "@" + annotation.annotationType().getSimpleName() + " on " + name();
    }

    private String name() {
        return field != null
                ? field.getDeclaringClass().getSimpleName() + "." + field.getName()
                : method.getDeclaringClass().getSimpleName() + "." + method.getName() + "()";
    }

    private static String names(Class<?>[] types) {
        return types.length == 0
                ? "no parameters"
                : "("
                        + String.join(
                                ", ",
                                Arrays.stream(types).map(Class::getSimpleName).toList()) + ")";
    }
}
