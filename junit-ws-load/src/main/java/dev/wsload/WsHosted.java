package dev.wsload;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field, or a method without parameters, of the test class that gives a handler to host on a free port of 127.0.0.1
 * for the fleet: a {@code WebSocketConnectionCallback} or an {@code HttpHandler} of Undertow. Read once a test, after all
 * {@code @BeforeEach} methods. Of several, {@link WsLoad#path()} says which one the clients connect to.
 *
 * @since 0.1
 */
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface WsHosted {
    /** The absolute path of the handler, such as {@code "/echo"}. */
    String value();
}
