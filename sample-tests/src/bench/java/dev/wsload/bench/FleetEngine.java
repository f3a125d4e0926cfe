package dev.wsload.bench;

import static dev.wsload.plan.Workloads.echo;

import dev.wsload.harness.WsFleet;
import dev.wsload.result.WorkloadResult;

/** The job through this library's public API, with all its checks on. */
final class FleetEngine {
    private FleetEngine() {}

    public static void main(String[] arguments) {
        Job job = Job.ofThisProcess();
        long before = job.weigh();
        try (WsFleet fleet =
                WsFleet.to(job.uri().toString()).clients(job.clients()).connect()) {
            job.printWeight(before, job.weigh());
            WorkloadResult result = fleet.run(echo().messages(job.messages()).size(Job.PAYLOAD.length()));
            System.out.println(result.delivery().delivered() + " delivered, " + result.latency());
            if (result.delivery().delivered() != job.roundTrips()) {
                throw new IllegalStateException("not every message came back: " + result.delivery());
            }
        }
    }
}
