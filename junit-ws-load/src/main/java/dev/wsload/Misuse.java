package dev.wsload;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Errors of the user's: one sentence that begins with the place. */
final class Misuse {
    private Misuse() {}

    static ExtensionConfigurationException at(String place, String sentence) {
        return new ExtensionConfigurationException(place + ": " + sentence);
    }

    /** Returns the name of a class, or of a method with its class. */
    static String name(AnnotatedElement element) {
        return element instanceof Method method
                ? method.getDeclaringClass().getSimpleName() + "." + method.getName() + "()"
                : ((Class<?>) element).getSimpleName();
    }

    /** Runs what may refuse a value that stands at this place. */
    static <T> T at(String place, Supplier<T> what) {
        try {
            return what.get();
        } catch (IllegalArgumentException refused) {
            throw new ExtensionConfigurationException(place + ": " + refused.getMessage(), refused);
        }
    }
}
