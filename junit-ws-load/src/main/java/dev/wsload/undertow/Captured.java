package dev.wsload.undertow;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Optional;

/** What tasks of Undertow's own have captured of one type: there is no other way to tell what they are for. Thread-safe. */
final class Captured {
    private final ClassValue<Optional<Field>> fields;

    Captured(Class<?> type) {
        fields = new ClassValue<>() {
            @Override
            protected Optional<Field> computeValue(Class<?> task) {
                return Arrays.stream(task.getDeclaredFields())
                        .filter(field -> field.getType() == type)
                        .findFirst()
                        .map(field -> UndertowInternals.open(() -> field));
            }
        };
    }

    Optional<Object> in(Object task) {
        return fields.get(task.getClass()).map(field -> UndertowInternals.access(() -> field.get(task)));
    }
}
