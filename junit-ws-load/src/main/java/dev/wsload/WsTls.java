package dev.wsload;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field, or a method without parameters, of the test class that gives the {@link dev.wsload.plan.Tls} of the
 * clients: whom they trust on wss, and how they identify themselves. Read once a test, after all {@code @BeforeEach}
 * methods.
 *
 * @since 0.1
 */
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface WsTls {}
