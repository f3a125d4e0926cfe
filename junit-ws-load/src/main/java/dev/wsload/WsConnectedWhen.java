package dev.wsload;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method without parameters of the test class that returns, as an {@code int}, how many clients the server has
 * registered. The test starts once that is at least the number of clients that have opened; awaited for the handshake timeout at
 * most. Called once before the first client connects, then repeatedly, on the thread of
 * the test.
 *
 * @since 0.1
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface WsConnectedWhen {}
