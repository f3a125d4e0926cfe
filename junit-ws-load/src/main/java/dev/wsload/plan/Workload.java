package dev.wsload.plan;

import dev.wsload.value.Rules;
import java.util.function.UnaryOperator;

/**
 * A ready workload that runs on the event loops. Immutable; made by {@link Workloads}.
 *
 * @since 0.1
 */
public sealed interface Workload permits Echo, FanOut, Idle, Churn {
    /** The recogniser of servers that send a message back as it is. */
    UnaryOperator<String> VERBATIM = UnaryOperator.identity();

    /** The smallest payload: the stamp that proves the delivery. */
    int STAMP_BYTES = 32;

    /** Returns the bytes of one message; 0 when the workload sends none. */
    default int size() {
        return 0;
    }

    /** Returns how many clients send; 0 when all or none do. */
    default int senders() {
        return 0;
    }

    /**
     * Refuses a plan that cannot carry this workload.
     *
     * @throws IllegalArgumentException when messages exceed the plan's message size, or senders its clients
     */
    default void requireFits(LoadPlan plan) {
        int limit = plan.bounds().maxMessageBytes();
        Rules.require(size() <= limit, "size", size(), "at most maxMessageSize = " + limit, "change one of the two");
        int clients = plan.clients();
        Rules.require(
                senders() <= clients, "senders", senders(), "at most clients = " + clients, "change one of the two");
    }
}
