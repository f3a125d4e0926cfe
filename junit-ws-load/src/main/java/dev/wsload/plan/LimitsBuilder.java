package dev.wsload.plan;

import dev.wsload.value.Rules;
import java.time.Duration;

/** The part of a plan that sets limits on time and memory. */
abstract class LimitsBuilder<SELF extends LimitsBuilder<SELF>> extends OpeningBuilder<SELF> {
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration handshakeTimeout = Duration.ofSeconds(60);
    private Duration closeTimeout = Duration.ofSeconds(10);
    private Duration sendTimeout = Duration.ofSeconds(10);
    private Duration settleTime = Duration.ofSeconds(5);
    private Duration keepAlive = Duration.ZERO;
    private int maxMessageSize = 1 << 20;
    private int maxUnsentBytes = 1 << 20;
    private int inboxMessages = 256;

    LimitsBuilder() {}

    /** Gives TCP this long to connect, more than zero; 10 s by default. */
    public final SELF connectTimeout(Duration limit) {
        connectTimeout = Rules.positive("connectTimeout", limit, "leave it out for 10 s");
        return self();
    }

    /** Gives the server this long to answer the upgrade, TLS included, more than zero; 60 s by default. */
    public final SELF handshakeTimeout(Duration limit) {
        handshakeTimeout = Rules.positive("handshakeTimeout", limit, "leave it out for 60 s");
        return self();
    }

    /** Gives the close handshake this long, more than zero; 10 s by default. */
    public final SELF closeTimeout(Duration limit) {
        closeTimeout = Rules.positive("closeTimeout", limit, "leave it out for 10 s");
        return self();
    }

    /** Lets a send wait this long for a server that does not read, more than zero; 10 s by default. */
    public final SELF sendTimeout(Duration limit) {
        sendTimeout = Rules.positive("sendTimeout", limit, "leave it out for 10 s");
        return self();
    }

    /** Counts what is missing as lost after this long without any arrival, more than zero; 5 s by default. */
    public final SELF settleTime(Duration silence) {
        settleTime = Rules.positive("settleTime", silence, "leave it out for 5 s");
        return self();
    }

    /** Sends a ping this often on every open connection; zero, the default, means never. */
    public final SELF keepAlive(Duration interval) {
        keepAlive = Rules.notNegative("keepAlive", interval, "leave it out for no keep-alive pings");
        return self();
    }

    /**
     * Refuses a received message longer than this with close code 1009, at least 125 bytes; 1 MiB by default: more
     * than the message limits of the usual servers, and little enough that a hostile one cannot take the heap.
     */
    public final SELF maxMessageSize(int bytes) {
        maxMessageSize = Rules.atLeast(125, "maxMessageSize", bytes, "leave it out for 1 MiB");
        return self();
    }

    /** Lets a client hold this many unsent bytes before its sends wait, at least 1,024; 1 MiB by default. */
    public final SELF maxUnsentBytes(int bytes) {
        maxUnsentBytes = Rules.atLeast(1024, "maxUnsentBytes", bytes, "leave it out for 1 MiB");
        return self();
    }

    /**
     * Keeps this many received messages a client until they are taken, at least 1; 256 by default. No
     * more than 256 KiB of them are kept, unless a single one is larger.
     */
    public final SELF inboxMessages(int messages) {
        inboxMessages = Rules.atLeast(1, "inboxMessages", messages, "leave it out for 256");
        return self();
    }

    final LoadPlan.Timeouts timeouts() {
        return new LoadPlan.Timeouts(
                connectTimeout, handshakeTimeout, closeTimeout, sendTimeout, settleTime, keepAlive);
    }

    final LoadPlan.Bounds bounds() {
        return new LoadPlan.Bounds(maxMessageSize, maxUnsentBytes, inboxMessages);
    }
}
