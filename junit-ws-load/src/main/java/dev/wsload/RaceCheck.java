package dev.wsload;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Watches the accesses of some packages for data races while the test runs, and fails it with both stacks where it finds one: what
 * {@code go run -race} is to Go. The endpoint must run in this JVM: hosted, or started by the test.
 *
 * <p>It tells
 *
 * <ul>
 *   <li>a race: of two accesses to the same field, array element, collection of {@code java.util}, {@code StringBuilder} or {@code
 *       SimpleDateFormat}, at least one is a write, and nothing orders them (JLS 17.4.5), or both threads were there at the same time.
 *       Fails;
 *   <li>an overlap: two messages were sent on one connection at the same time, or one in the middle of another. Fails;
 *   <li>a suspect: an access goes without the lock that all writes hold, and only chance has ordered it with them. Logged, unless {@link
 *       #failOnSuspects()}.
 * </ul>
 *
 * <p>Races are told first, whatever else the test fails with, which is suppressed in them.
 *
 * <p>It needs an agent, for which the error shows the line to paste, if it cannot be attached. It makes the code several times slower, so
 * assertions on latency are refused. It never passes in silence: a race that is there on purpose must be found in each run, and two
 * threads must have used something in the packages.
 *
 * <p>One test at a time in a JVM is watched; others that use the same packages must not run beside it ({@code @Isolated}).
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(RaceCheckExtension.class)
public @interface RaceCheck {
    /**
     * The packages of the code under test, such as {@code "com.acme.chat"}; subpackages belong to them. At least one, none of the JDK, and
     * each must have a class that is loaded by the end of the test.
     */
    String[] packages();

    /** Whether what only chance has ordered fails the test, too. */
    boolean failOnSuspects() default false;

    /** What is not to be reported, and why. */
    Suppress[] suppress() default {};

    /** Something that is not to be reported. */
    @interface Suppress {
        /**
         * A field, such as {@code "com.acme.Chat.lastSeen"}, or the method or class at the top of either stack; of a collection also the
         * call as it is printed.
         */
        String value();

        /** Why it is right, or tolerated; not blank. */
        String because();
    }
}
