package dev.wsload;

import dev.wsload.plan.CannotJudge;
import dev.wsload.plan.ConnectMode;
import dev.wsload.plan.TooSmall;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Connects a fleet of WebSocket clients before each test, after all of its {@code @BeforeEach} methods, hands it to the
 * test method as its {@link dev.wsload.harness.WsFleet} parameter, and closes it right after the test method. Errors that
 * nobody expected fail the test then.
 *
 * <p>What the fleet connects to is said once: by {@link #uri()} or {@link #endpoint()}, or by a member of the test class
 * marked {@link WsUri} or {@link WsHosted}. {@link WsHeaders}, {@link WsTls} and {@link WsConnectedWhen} mark more such
 * members. They may be private, static or not, inherited, and of an enclosing class.
 *
 * <p>Of several {@code @WsLoad} the nearest counts, and it counts whole: that on the method, on its class, on a superclass,
 * on the enclosing class of a {@code @Nested} one. It works as a meta-annotation, too.
 *
 * <p>Every attribute but {@link #endpoint()} and {@link #path()} can be overridden by a JUnit configuration parameter or
 * system property of its name, such as {@code -Dwsload.clients=5000}; headers are separated by {@code |} there, subprotocols by
 * commas. Durations are of JUnit's grammar: {@code "5 s"}, {@code "200 ms"}; units are ns, μs, ms, s, m, h, d.
 *
 * <p>A bad value fails the test with one sentence before anything starts. So does a machine that is too small, see
 * {@link #tooSmall()}.
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(WsLoadExtension.class)
public @interface WsLoad {
    /** How many clients, 1 to 1,000,000. */
    int clients() default 100;

    /**
     * Where the server listens that somebody else runs: {@code ws://host:port/path} or {@code wss://..}. A placeholder
     * such as {@code ${chat.uri}} is the value of that configuration parameter or system property. The parameter {@code
     * wsload.uri} replaces scheme, host and port of any endpoint, even of a hosted one; the path stays unless it has one.
     */
    String uri() default "";

    /** Jakarta {@code @ServerEndpoint} classes to host on a free port of 127.0.0.1; the clients connect to the first. */
    Class<?>[] endpoint() default {};

    /**
     * The path that the clients connect to, where several are hosted, or where the path of the endpoint class is a
     * template. Empty: that of the first endpoint class, or of the only {@link WsHosted}.
     */
    String path() default "";

    /** Spreads the clients' starts evenly over this time; zero starts all of them at once. */
    String rampUp() default "0 s";

    /** Starts this many clients a second, more than 0, in place of {@link #rampUp()}; 0: not used. */
    double arrivalsPerSecond() default 0;

    /** How many TCP connections may be under way at a time, at least 1; upgrades that await their answer do not count. */
    int connectsInFlight() default 256;

    /** Whether upgrades that await their answer count as connections under way, too. */
    boolean boundHandshakes() default false;

    /**
     * Local addresses to connect from in turn; empty: one, and more of 127.0.0.0/8 once a loopback server meets more than
     * 4,000 clients, on Linux.
     */
    String[] sourceAddresses() default {};

    /** How long TCP may take to connect, more than zero. */
    String connectTimeout() default "10 s";

    /** How long the server may take to answer the upgrade, TLS included, more than zero. */
    String handshakeTimeout() default "60 s";

    /** How long a close handshake may take, more than zero. */
    String closeTimeout() default "10 s";

    /** How long a send waits for a server that does not read, more than zero. */
    String sendTimeout() default "10 s";

    /** After how long without any arrival the messages still missing count as lost, more than zero. */
    String settleTime() default "5 s";

    /** How often every open connection sends a ping; zero: never. */
    String keepAlive() default "0 s";

    /** Headers of every client's opening handshake, each {@code "Name: value"}; values per client: {@link WsHeaders}. */
    String[] headers() default {};

    /** The Origin header; empty: none. */
    String origin() default "";

    /** Subprotocols to offer, in order of preference. */
    String[] subprotocols() default {};

    /** Whether to offer permessage-deflate, with context takeover and windows of 15 bits. */
    boolean compression() default false;

    /** Makes every random choice repeatable; 0: a random seed, printed when the test fails. */
    long seed() default 0;

    /** Whether every client must connect, or the test takes what came. */
    ConnectMode connect() default ConnectMode.REQUIRE;

    /** Whether a machine that is too small fails the test, skips it, or runs it all the same. */
    TooSmall tooSmall() default TooSmall.FAIL;

    /** Whether an assertion on a latency fails or skips the test, where the fleet itself was too late to judge by it. */
    CannotJudge cannotJudge() default CannotJudge.FAIL;

    /**
     * The id of the endpoint's own process, to look once a second at what it uses (Linux). Most often it is given as
     * {@code -Dwsload.process}. 0: the one that listens on the endpoint's port, if that is found on this machine; -1: nobody looks.
     */
    long process() default 0;

    /**
     * Whether faults of open connections wait for {@code fleet.releaseFaults()}, so that a test can see the fleet without faults
     * first.
     */
    boolean holdFaults() default false;

    /** Event loops, 1 to 16; 0: two, or one on up to two cores. */
    int loops() default 0;

    /** The largest message to receive, in bytes, at least 125; larger ones are refused with close code 1009. */
    int maxMessageSize() default 1 << 20;

    /** Unsent bytes that a client may hold before its sends wait, at least 1,024. */
    int maxUnsentBytes() default 1 << 20;

    /** Received messages that a client keeps until they are taken, at least 1; no more than 256 KiB of them. */
    int inboxMessages() default 256;
}
