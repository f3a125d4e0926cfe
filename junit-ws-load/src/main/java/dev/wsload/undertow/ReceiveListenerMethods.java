package dev.wsload.undertow;

import io.undertow.websockets.core.AbstractReceiveListener;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The methods of receive listeners, protected ones too, and which of them a listener's class overrides. Thread-safe. */
final class ReceiveListenerMethods {
    private final Map<String, Method> methods = Arrays.stream(AbstractReceiveListener.class.getDeclaredMethods())
            .filter(method -> !method.isSynthetic())
            .map(method -> UndertowInternals.open(() -> method))
            .collect(Collectors.toMap(Method::getName, method -> method));

    private final Map<Class<?>, Overridden> overridden = new ConcurrentHashMap<>();

    Overridden of(AbstractReceiveListener listener) {
        return overridden.computeIfAbsent(listener.getClass(), this::overriddenIn);
    }

    private Overridden overriddenIn(Class<?> type) {
        Set<String> names = new HashSet<>();
        for (Class<?> c = type; c != AbstractReceiveListener.class; c = c.getSuperclass()) {
            Arrays.stream(c.getDeclaredMethods())
                    .filter(this::overrides)
                    .forEach(method -> names.add(method.getName()));
        }
        return new Overridden(methods, names);
    }

    private boolean overrides(Method method) {
        Method original = methods.get(method.getName());
        return original != null && Arrays.equals(original.getParameterTypes(), method.getParameterTypes());
    }

    /** Those of one class. */
    record Overridden(Map<String, Method> methods, Set<String> names) {
        boolean has(String name) {
            return names.contains(name);
        }

        Object invoke(AbstractReceiveListener listener, String name, Object... arguments)
                throws InvocationTargetException {
            try {
                return methods.get(name).invoke(listener, arguments);
            } catch (IllegalAccessException e) {
                throw new AssertionError("made accessible", e);
            }
        }
    }
}
