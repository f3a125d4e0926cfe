package dev.wsload;

import dev.wsload.fault.FaultReader;
import dev.wsload.fault.FaultType;
import dev.wsload.fault.PlannedFault;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The faults that annotations ask for: on the enclosing classes, on the class, on the method, in this order. No instance of an
 * annotation leaves this class.
 */
final class FaultAnnotations {
    private FaultAnnotations() {}

    static List<PlannedFault> of(ExtensionContext test) {
        List<AnnotatedElement> elements = new ArrayList<>();
        for (Optional<ExtensionContext> context = Optional.of(test);
                context.isPresent();
                context = context.get().getParent()) {
            context.get().getElement().ifPresent(elements::add);
        }
        Collections.reverse(elements);
        return elements.stream().distinct().flatMap(FaultAnnotations::on).toList();
    }

    private static Stream<PlannedFault> on(AnnotatedElement element) {
        List<Annotation> faults = new ArrayList<>();
        collect(element, faults, new HashSet<>());
        return faults.stream().map(fault -> {
            String place = "@" + fault.annotationType().getSimpleName() + " on " + Misuse.name(element);
            return Misuse.at(place, () -> read(fault));
        });
    }

    /** Finds those that stand there, that stand in a container, and that another annotation carries. */
    private static void collect(AnnotatedElement element, List<Annotation> faults, Set<Class<?>> seen) {
        for (Annotation annotation : element.getAnnotations()) {
            for (Annotation one : unpacked(annotation)) {
                Class<? extends Annotation> type = one.annotationType();
                if (type.isAnnotationPresent(FaultType.class)) {
                    faults.add(one);
                } else if (!type.getName().startsWith("java.lang") && seen.add(type)) {
                    collect(type, faults, seen);
                }
            }
        }
    }

    /** Returns what the container of a repeatable annotation holds, else the annotation itself. */
    private static Annotation[] unpacked(Annotation annotation) {
        Optional<Method> value = ReflectionSupport.findMethod(annotation.annotationType(), "value");
        return value.filter(method -> Annotation[].class.isAssignableFrom(method.getReturnType()))
                .map(method -> (Annotation[]) ReflectionSupport.invokeMethod(method, annotation))
                .orElse(new Annotation[] {annotation});
    }

    @SuppressWarnings("unchecked")
    private static PlannedFault read(Annotation fault) {
        Class<? extends FaultReader<?>> reader =
                fault.annotationType().getAnnotation(FaultType.class).value();
        return ((FaultReader<Annotation>) ReflectionSupport.newInstance(reader)).read(fault);
    }
}
