package dev.wsload.fault;

/**
 * A fault of the hosted server as a whole, there before the first client comes. It is meant for no client in particular, so it
 * excuses none: what it does to a client is the endpoint's to cope with.
 *
 * @since 0.1
 */
public non-sealed interface HostFault extends Fault {
    /** Returns the conditions that it makes of the usual ones, or of those that the fault before it has made. */
    Conditions change(Conditions usual);

    /** Says whether it does nothing to an endpoint that is not hosted here. */
    default boolean needsHost() {
        return true;
    }

    /** Says whether it is in force from the start on; if not, it is noted when it strikes. */
    default boolean isInForceAtOnce() {
        return true;
    }

    @Override
    default Effect effect() {
        return Effect.harmless();
    }

    @Override
    default When moment() {
        return When.atConnect();
    }
}
