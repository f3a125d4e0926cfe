package dev.wsload.fault;

import dev.wsload.value.Rules;
import java.util.Objects;

/**
 * A fault with its victims and its moment. Immutable.
 *
 * @param fault what goes wrong
 * @param victims on which clients
 * @param when at which moment
 * @since 0.1
 */
public record PlannedFault(Fault fault, Victims victims, When when) {
    /** Refuses nulls, and a moment at which the fault would do nothing. */
    public PlannedFault {
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(victims, "victims");
        Objects.requireNonNull(when, "when");
        Rules.require(
                when.isPossibleFor(fault.moment()),
                fault.name(),
                when,
                fault.moment().toString(),
                "at another moment it would do nothing");
        Rules.require(
                !(fault instanceof HostFault) || victims.equals(Victims.none()),
                fault.name(),
                victims,
                "on the server as a whole",
                "leave the clients out");
        Rules.require(
                !(fault instanceof ServerFault) || when.isKnownToServer(),
                fault.name(),
                when,
                "at a moment that the server knows",
                "wait for messages or a time");
    }

    /** Returns a fault of the hosted server as a whole, which is meant for no client. */
    public static PlannedFault of(HostFault fault) {
        return new PlannedFault(fault, Victims.none(), fault.moment());
    }

    @Override
    public String toString() {
        return fault instanceof HostFault ? fault.name() : fault.name() + " on " + victims + " " + when;
    }
}
