package dev.wsload.plan;

import dev.wsload.fault.Conditions;
import dev.wsload.fault.HostFault;
import dev.wsload.fault.PlannedFault;
import dev.wsload.fault.ServerFault;
import dev.wsload.fault.When.Phase;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which client meets which faults, drawn by the seed: the same faults, number of clients and seed give the same plan.
 * Immutable.
 *
 * @since 0.1
 */
public final class FaultPlan {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final List<PlannedFault> faults;
    private final List<int[]> victims;
    private final long seed;

    private FaultPlan(List<PlannedFault> faults, List<int[]> victims, long seed) {
        this.faults = faults;
        this.victims = victims;
        this.seed = seed;
    }

    /**
     * One fault on one client, or on the hosted server as a whole.
     *
     * @param fault the fault
     * @param number its place among the faults of the plan, from 0
     * @param client the client; -1 for a fault of the hosted server as a whole
     * @param seed of the fault's choices on this client
     */
    public record Assignment(PlannedFault fault, int number, int client, long seed) {
        /** Says whether it is meant for a client; if not, for the hosted server as a whole. */
        public boolean hasClient() {
            return client >= 0;
        }
    }

    /** Returns the plan without faults. */
    public static FaultPlan none() {
        return new FaultPlan(List.of(), List.of(), 0);
    }

    static FaultPlan draw(List<PlannedFault> faults, int clients, long seed) {
        Contradictions.refuse(faults);
        List<int[]> victims = new ArrayList<>();
        for (int number = 0; number < faults.size(); number++) {
            victims.add(victims(faults.get(number), clients, new SplittableRandom(seed + GOLDEN * (number + 1))));
        }
        return new FaultPlan(List.copyOf(faults), victims, seed);
    }

    private static int[] victims(PlannedFault fault, int clients, SplittableRandom random) {
        try {
            return fault.victims().of(clients, random);
        } catch (IllegalArgumentException tooFew) {
            throw new IllegalArgumentException("fault " + fault.fault().name() + ": " + tooFew.getMessage(), tooFew);
        }
    }

    /** Returns the faults, in the order in which they were given. */
    public List<PlannedFault> faults() {
        return faults;
    }

    /** Returns the faults of one client, in the order in which they were given; it is the order in which they strike. */
    public List<Assignment> of(int client) {
        return IntStream.range(0, faults.size())
                .filter(number -> Arrays.binarySearch(victims.get(number), client) >= 0)
                .mapToObj(number -> assignment(number, client))
                .toList();
    }

    /** Returns all there is to strike: fault by fault, client by client. */
    public List<Assignment> assignments() {
        return IntStream.range(0, faults.size())
                .boxed()
                .flatMap(number -> IntStream.of(victims.get(number)).mapToObj(client -> assignment(number, client)))
                .toList();
    }

    /** Returns the faults of the hosted server as a whole. */
    public List<Assignment> ofServer() {
        return IntStream.range(0, faults.size())
                .filter(number -> faults.get(number).fault() instanceof HostFault)
                .mapToObj(number -> assignment(number, -1))
                .toList();
    }

    private Assignment assignment(int number, int client) {
        return new Assignment(faults.get(number), number, client, seed ^ GOLDEN * (number + 1) ^ client);
    }

    /** Says whether no fault is meant for this client. */
    public boolean isHealthy(int client) {
        return victims.stream().noneMatch(struck -> Arrays.binarySearch(struck, client) >= 0);
    }

    /** Returns the conditions that the faults of the hosted server as a whole make. */
    public Conditions conditions() {
        Conditions conditions = Conditions.usual();
        for (PlannedFault fault : faults) {
            if (fault.fault() instanceof HostFault ofHost) {
                conditions = ofHost.change(conditions);
            }
        }
        return conditions;
    }

    /**
     * Requires that no fault works on a server that is hosted here, since this one is not.
     *
     * @throws IllegalArgumentException with one sentence, if one does
     */
    public void requireNoHost(URI elsewhere) {
        for (PlannedFault fault : faults) {
            if (fault.fault() instanceof ServerFault
                    || fault.fault() instanceof HostFault ofHost && ofHost.needsHost()) {
                throw new IllegalArgumentException("fault " + fault.fault().name()
                        + " works on the server's side, and " + elsewhere
                        + " is not hosted here: leave it out, or host the endpoint");
            }
        }
    }

    /**
     * Requires that all faults of open connections can wait until they are released.
     *
     * @throws IllegalArgumentException with one sentence, if one cannot
     */
    void requireHoldable() {
        for (PlannedFault fault : faults) {
            if (fault.when().phase() == Phase.BYTES) {
                throw new IllegalArgumentException("fault " + fault
                        + " cannot be held, as bytes count from the first of the connection on; say afterMessages or after"
                        + " in place of afterBytes, or leave out holdFaults");
            }
        }
    }

    /** Says whether there are no faults at all. */
    public boolean isEmpty() {
        return faults.isEmpty();
    }
}
