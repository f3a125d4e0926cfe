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
    }

    @Override
    public String toString() {
        return fault.name() + " on " + victims + " " + when;
    }
}
