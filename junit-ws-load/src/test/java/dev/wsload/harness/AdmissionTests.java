package dev.wsload.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.wsload.machine.DescriptorBudget;
import dev.wsload.testkit.ScriptedServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The fleets of one process share its file descriptors; this test takes them all. */
@Isolated
class AdmissionTests {
    @Test
    void aFleetWaitsUntilAnotherHasGivenBackItsDescriptors() throws Exception {
        DescriptorBudget budget = DescriptorBudget.ofThisProcess();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
            peer.accept();
            peer.echoToEnd();
        })) {
            FutureTask<Integer> later = new FutureTask<>(() -> {
                try (WsFleet fleet =
                        WsFleet.to(server.uri().toString()).clients(20).connect()) {
                    return fleet.opened();
                }
            });
            Thread caller = new Thread(later);
            DescriptorBudget.Lease first = budget.acquire(budget.capacity() - 19, Duration.ZERO);
            try {
                caller.start();
                await().until(() -> waitsForDescriptors(caller));
                assertThat(server.accepted()).isZero();
            } finally {
                first.close();
            }
            assertThat(later.get(1, TimeUnit.MINUTES)).isEqualTo(20);
        }
        assertThatCode(() -> budget.acquire(budget.capacity(), Duration.ZERO).close())
                .as("all descriptors given back")
                .doesNotThrowAnyException();
    }

    private static boolean waitsForDescriptors(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(DescriptorBudget.class.getName()));
    }
}
