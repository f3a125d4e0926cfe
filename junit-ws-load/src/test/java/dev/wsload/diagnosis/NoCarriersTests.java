package dev.wsload.diagnosis;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import dev.wsload.testkit.ChildJvm;
import dev.wsload.testkit.EngineRun;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Virtual threads that hold their carriers, in a JVM of its own, for those of this one would stand still with them. */
@Timeout(120)
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads have come with JDK 21")
class NoCarriersTests {
    private static String with(ChildJvm jvm, Class<?> fixture) {
        return String.join("\n", jvm.run(EngineRun.class, "junit-jupiter", fixture.getName()));
    }

    /** A virtual thread cannot leave its carrier while it initializes a class, or waits for another that does. */
    private static final class Settings {
        private static final String GREETING = load();

        private static String load() {
            try {
                new CountDownLatch(1).await();
                return "hello";
            } catch (InterruptedException e) {
                return "interrupted";
            }
        }
    }

    @WsLoad(clients = 16, settleTime = "300 ms")
    static class Pinned {
        @WsHosted("/echo")
        final WebSocketConnectionCallback endpoint = inVirtualThreads(() -> Settings.GREETING.length());

        @Test
        void isAnswered(WsFleet fleet) {
            fleet.run(echo().messages(1));

            assertThat(fleet).deliveredEverything();
        }
    }

    @WsLoad(clients = 16, settleTime = "300 ms")
    static class Parked {
        private final CountDownLatch never = new CountDownLatch(1);

        @WsHosted("/echo")
        final WebSocketConnectionCallback endpoint = inVirtualThreads(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        @Test
        void isAnswered(WsFleet fleet) {
            fleet.run(echo().messages(1));

            assertThat(fleet).deliveredEverything();
        }
    }

    @Test
    void thatNoCarrierIsFreeIsSaid() {
        assertThat(with(ChildJvm.with(), Pinned.class))
                .contains(
                        "  cause     virtual threads of this JVM do not get to run, one of: others that wait and cannot let go",
                        "field guide F8)\n  because   16 clients miss answers, and a virtual thread with nothing to do did not run within",
                        "  remedy    let no virtual thread wait in native code, or in the initializer of a class");
    }

    @Test
    void whoWaitsAndLetsGoHoldsNoCarrier() {
        assertThat(with(ChildJvm.with(), Parked.class))
                .contains("  cause     the server")
                .doesNotContain("virtual threads of this JVM");
    }

    private static WebSocketConnectionCallback inVirtualThreads(Runnable work) {
        return (exchange, channel) -> {
            channel.getReceiveSetter().set(new AbstractReceiveListener() {
                @Override
                protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                    String text = message.getData();
                    virtually(() -> {
                        work.run();
                        WebSockets.sendText(text, from, null);
                    });
                }
            });
            channel.resumeReceives();
        };
    }

    private static void virtually(Runnable task) {
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
