package dev.wsload.harness;

import dev.wsload.fleet.ClientFleet;
import dev.wsload.machine.Jvm;
import dev.wsload.machine.MachineUse;
import dev.wsload.machine.Memory;
import dev.wsload.machine.ProcessUse;
import dev.wsload.result.FaultLedger;
import dev.wsload.result.ResourceSample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a second at what is in use while a fleet runs; less often, the longer it runs. Thread-safe. */
final class ResourceSampler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WsFleet.class);
    private static final int MOST = 3_600;

    private final ClientFleet fleet;
    private final FaultLedger clock;
    private final EndpointProcess endpoint;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "wsload-samples");
        thread.setDaemon(true);
        return thread;
    });
    private List<ResourceSample> samples = new ArrayList<>();
    private int every = 1;
    private int ticks;

    private ResourceSampler(ClientFleet fleet, FaultLedger clock, EndpointProcess endpoint) {
        this.fleet = fleet;
        this.clock = clock;
        this.endpoint = endpoint;
    }

    /**
     * Begins with a first sample.
     *
     * @param endpoint its own process, as far as it is known
     */
    static ResourceSampler begin(ClientFleet fleet, FaultLedger clock, EndpointProcess endpoint) {
        ResourceSampler sampler = new ResourceSampler(fleet, clock, endpoint);
        sampler.timer.scheduleAtFixedRate(sampler::tick, 0, 1, TimeUnit.SECONDS);
        return sampler;
    }

    /** Returns the samples so far, and one of this moment. */
    synchronized List<ResourceSample> samples() {
        List<ResourceSample> all = new ArrayList<>(samples);
        if (!timer.isShutdown()) {
            all.add(sample());
        }
        return List.copyOf(all);
    }

    private synchronized void tick() {
        try {
            if (ticks++ % every == 0) {
                samples.add(sample());
            }
        } catch (RuntimeException | Error e) { // one that cannot be taken must not end all others
            LOG.debug("a sample of resources could not be taken", e);
        }
        if (samples.size() == MOST) {
            List<ResourceSample> all = samples;
            samples = new ArrayList<>(
                    IntStream.range(0, MOST / 2).mapToObj(i -> all.get(2 * i)).toList());
            every *= 2;
        }
    }

    private ResourceSample sample() {
        return new ResourceSample(
                clock.elapsed(),
                fleet.open(),
                ProcessUse.ofThisJvm(),
                Memory.now().heapUsed(),
                Jvm.pauses(),
                fleet.cpu(),
                MachineUse.cpu(),
                endpoint.use());
    }

    /** Takes the last sample, and ends. */
    @Override
    public synchronized void close() {
        if (!timer.isShutdown()) {
            ticks = 0;
            tick();
            timer.shutdownNow();
        }
    }
}
