package dev.wsload;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of the test class that gives the headers of one client's opening handshake, such as its token. It takes the
 * client's index, an {@code int} from 0, and returns a {@code Map<String, String>} or a {@code List<Header>}. Called on an event
 * loop, several of which run at a time: it must be thread-safe, and quick.
 *
 * @since 0.1
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface WsHeaders {}
