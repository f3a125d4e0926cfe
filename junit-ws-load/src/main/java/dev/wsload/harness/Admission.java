package dev.wsload.harness;

import dev.wsload.endpoint.Endpoint;
import dev.wsload.machine.DescriptorBudget;
import dev.wsload.machine.DescriptorShortage;
import dev.wsload.machine.LoopbackAddresses;
import dev.wsload.machine.Machine;
import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.TooSmall;
import dev.wsload.preflight.Demand;
import dev.wsload.preflight.Preflight;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a fleet start: if the machine can carry it, and once the file descriptors that it needs are free. */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(WsFleet.class);

    /** Fleets before this one have their own deadlines, so the queue moves; a build hangs no longer than this. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final LoadPlan plan;
    private final Endpoint endpoint;
    private final boolean hosted;

    Admission(FleetRequest request) {
        plan = request.plan();
        endpoint = request.endpoint();
        hosted = endpoint instanceof Endpoint.Hosted;
    }

    DescriptorBudget.Lease admit() {
        boolean atAnyPrice = plan.tooSmall() == TooSmall.RUN;
        if (!atAnyPrice) {
            tooSmall().ifPresent(Admission::refuse);
        }
        DescriptorBudget budget = DescriptorBudget.ofThisProcess();
        int needed = demand().descriptors();
        int asked = atAnyPrice ? Math.min(needed, budget.capacity()) : needed;
        if (asked > budget.free() && asked <= budget.capacity()) {
            LOG.info(
                    "waiting until other fleets have given back file descriptors: {} needed, {} free",
                    asked,
                    budget.free());
        }
        return acquire(budget, asked);
    }

    private Optional<String> tooSmall() {
        return Preflight.check(demand(), Machine.ofThisProcess());
    }

    /** Who takes whatever comes may flood the queue of connections on purpose. */
    private Demand demand() {
        int atOnce = plan.ramp().attempt() ? 1 : plan.ramp().connectsInFlight();
        return new Demand(plan.clients(), hosted, sourceAddresses(), atOnce);
    }

    private int sourceAddresses() {
        int given = plan.ramp().sourceAddresses().size();
        if (given > 0) {
            return given;
        }
        return isLoopback() && LoopbackAddresses.bindable() ? LoopbackAddresses.countFor(plan.clients()) : 1;
    }

    private boolean isLoopback() {
        if (!(endpoint instanceof Endpoint.External external)) {
            return true;
        }
        try {
            return LoopbackAddresses.isLoopbackIpv4(
                    InetAddress.getByName(external.uri().getHost()));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static DescriptorBudget.Lease acquire(DescriptorBudget budget, int descriptors) {
        try {
            return budget.acquire(descriptors, PATIENCE);
        } catch (DescriptorShortage shortage) {
            throw refuse(shortage.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the fleet waited for file descriptors", e);
        }
    }

    private static MachineTooSmallError refuse(String sentence) {
        throw new MachineTooSmallError(sentence);
    }
}
