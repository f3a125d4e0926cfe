package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.plan.Churn;
import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.Workloads;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.Delivery;
import dev.wsload.result.Delivery.Kind;
import dev.wsload.testkit.MischiefServer;
import dev.wsload.testkit.MischiefServer.Conduct;
import dev.wsload.testkit.MischiefServer.Peer;
import dev.wsload.testkit.UndertowServer;
import dev.wsload.wire.CloseCode;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ChurnTests {
    private static final int CLIENTS = 12;
    private static final int SENT = 150;
    private static final Churn CHURN =
            Workloads.churn().senders(2).leaving(0.5).rate(100).during(Duration.ofMillis(1500));

    /** Members leave while they are sent to. */
    private static final WebSocketCallback<Void> IGNORED = new WebSocketCallback<>() {
        @Override
        public void complete(WebSocketChannel channel, Void context) {}

        @Override
        public void onError(WebSocketChannel channel, Void context, Throwable error) {}
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aChatWithACorrectListLosesNothing(long seed) {
        Set<WebSocketChannel> members = ConcurrentHashMap.newKeySet();
        try (UndertowServer server = UndertowServer.start(chat(members));
                ClientFleet fleet = Fleets.connect(server, Fleets.plan(CLIENTS).seed(seed))) {
            // A server registers a client after its answer to the handshake.
            await().until(() -> members.size() == CLIENTS);
            Delivery delivery = fleet.run(CHURN).delivery();

            assertThat(delivery.first(Kind.LOST)).isEmpty();
            assertThat(delivery.counts()).isEmpty();
            assertThat(delivery.sent()).isEqualTo(SENT);
            assertThat(delivery.delivered()).isEqualTo(delivery.owed()).isGreaterThan(SENT * CLIENTS / 2);
            assertThat(fleet.errors()).isEmpty();
        }
    }

    @Test
    void afterTheChurnTheFleetIsCompleteAgainAndEveryDepartureIsListed() {
        Conduct chat = (from, message) -> from.everyone().forEach(peer -> peer.text(message));
        try (MischiefServer server = MischiefServer.start(chat);
                ClientFleet fleet = Fleets.connect(server, CLIENTS)) {
            fleet.run(CHURN);
            List<ClientOutcome> outcomes = fleet.outcomes();

            assertThat(fleet.open()).isEqualTo(CLIENTS);
            assertThat(fleet.opened()).isEqualTo(CLIENTS);
            assertThat(outcomes.subList(0, CLIENTS))
                    .extracting(ClientOutcome::status)
                    .containsOnly(Status.OPEN);
            assertThat(outcomes.subList(CLIENTS, outcomes.size())).isNotEmpty().allSatisfy(outcome -> {
                assertThat(outcome.closure().clean()).isTrue();
                assertThat(outcome.closure().code()).isEqualTo(CloseCode.NORMAL_CLOSURE);
                assertThat(outcome.client()).isGreaterThanOrEqualTo(CLIENTS / 2);
            });
            assertThat(fleet.run(Workloads.fanOut().senders(CLIENTS)).delivery().counts())
                    .as("everyone is back in the chat")
                    .isEmpty();
        }
    }

    @Test
    void aServerThatForgetsWhoJoinsLaterIsFound() {
        List<Peer> first = new ArrayList<>();
        Delivery delivery = churned(new Conduct() {
            @Override
            public void joined(Peer peer) {
                if (first.size() < CLIENTS) {
                    first.add(peer);
                }
            }

            @Override
            public void heard(Peer from, String message) {
                first.forEach(peer -> peer.text(message));
            }
        });

        assertThat(delivery.counts()).containsOnlyKeys(Kind.LOST);
        assertThat(delivery.first(Kind.LOST))
                .allSatisfy(offence -> assertThat(offence.client()).isGreaterThanOrEqualTo(CLIENTS / 2));
    }

    /** It answers the ping that asks whether it is there before that. */
    @ParameterizedTest
    @ValueSource(longs = {0, 30, 300})
    void aServerThatRegistersAMomentAfterTheHandshakeIsNotAccused(long millis) {
        List<Peer> list = new ArrayList<>();
        Delivery delivery = churned(new Conduct() {
            @Override
            public void joined(Peer peer) {
                if (peer.number() < CLIENTS) {
                    list.add(peer);
                } else {
                    peer.later(Duration.ofMillis(millis), () -> list.add(peer));
                }
            }

            @Override
            public void heard(Peer from, String message) {
                list.retainAll(from.everyone());
                list.forEach(peer -> peer.text(message));
            }
        });

        assertThat(delivery.first(Kind.LOST)).isEmpty();
        assertThat(delivery.counts()).isEmpty();
    }

    @Test
    void aServerThatRegistersOnlyWithTheNextMessageIsNotAccused() {
        List<Peer> list = new ArrayList<>();
        List<Peer> late = new ArrayList<>();
        Delivery delivery = churned(new Conduct() {
            @Override
            public void joined(Peer peer) {
                (peer.number() < CLIENTS ? list : late).add(peer);
            }

            @Override
            public void heard(Peer from, String message) {
                list.retainAll(from.everyone());
                list.forEach(peer -> peer.text(message));
                list.addAll(late);
                late.clear();
            }
        });

        assertThat(delivery.counts()).isEmpty();
    }

    @Test
    void aClientThatIsTakenOffOnceItHasHeardSomethingIsFound() {
        List<Peer> list = new ArrayList<>();
        Map<Peer, Integer> told = new HashMap<>();
        Delivery delivery = churned(new Conduct() {
            @Override
            public void joined(Peer peer) {
                list.add(peer);
            }

            @Override
            public void heard(Peer from, String message) {
                list.retainAll(from.everyone());
                list.forEach(peer -> peer.text(message));
                list.removeIf(peer -> peer.number() >= CLIENTS && told.merge(peer, 1, Integer::sum) == 5);
            }
        });

        assertThat(delivery.counts()).containsOnlyKeys(Kind.LOST);
    }

    @Test
    void whereNobodyHearsAnythingAllButOneOfEachLoopComeAndGoAllTheSame() {
        try (MischiefServer server = MischiefServer.start((from, message) -> {});
                ClientFleet fleet = Fleets.connect(server, hasty().settleTime(Duration.ofMillis(500)))) {
            Delivery delivery = fleet.run(CHURN.during(Duration.ofSeconds(4))).delivery();

            assertThat(delivery.delivered()).isZero();
            assertThat(fleet.outcomes()).hasSizeGreaterThan(3 * CLIENTS);
        }
    }

    @Test
    void aListThatIsChangedWhileItIsWalkedByIndexIsFound() {
        List<Peer> list = new ArrayList<>();
        Delivery delivery = churned(new Conduct() {
            @Override
            public void joined(Peer peer) {
                list.add(peer);
            }

            @Override
            public void heard(Peer from, String message) {
                for (int i = 0; i < list.size(); i++) {
                    if (from.everyone().contains(list.get(i))) {
                        list.get(i).text(message);
                    } else {
                        list.remove(i);
                    }
                }
            }
        });

        assertThat(delivery.counts()).containsOnlyKeys(Kind.LOST);
    }

    @Test
    void whoIsThrownOutStaysOutAndIsMissed() {
        Delivery delivery;
        boolean[] thrown = {false};
        try (MischiefServer server = MischiefServer.start((from, message) -> {
                    from.everyone().forEach(peer -> peer.text(message));
                    if (!thrown[0] && from.messages() == 20) {
                        thrown[0] = true;
                        silent(from.everyone()).reset();
                    }
                });
                ClientFleet fleet = Fleets.connect(server, hasty())) {
            delivery = fleet.run(CHURN.leaving(0.01)).delivery();

            assertThat(fleet.open()).isEqualTo(CLIENTS - 1);
        }
        assertThat(delivery.counts()).containsOnlyKeys(Kind.LOST);
        assertThat(delivery.clients(Kind.LOST)).isEqualTo(1);
    }

    @Test
    void closingTheFleetInTheMiddleOfAChurnLeavesNoConnectionBehind() throws Exception {
        Set<WebSocketChannel> list = ConcurrentHashMap.newKeySet();
        try (UndertowServer server = UndertowServer.start(chat(list))) {
            ClientFleet fleet = Fleets.connect(server, CLIENTS);
            Thread running = new Thread(() -> fleet.run(CHURN.during(Duration.ofHours(1))));
            running.start();
            await().until(() -> fleet.outcomes().size() > CLIENTS + 5);
            fleet.close();
            running.join();

            assertThat(fleet.open()).isZero();
            assertThat(fleet.outcomes())
                    .extracting(ClientOutcome::status)
                    .doesNotContain(Status.OPEN, Status.CONNECTING);
            await().untilAsserted(() -> assertThat(list).isEmpty());
        }
    }

    private static Peer silent(List<Peer> peers) {
        return peers.stream().filter(peer -> peer.messages() == 0).findFirst().orElseThrow();
    }

    /** Long enough that some who have come back stay for a while, even where the start is slow. */
    private static Delivery churned(Conduct conduct) {
        try (MischiefServer server = MischiefServer.start(conduct);
                ClientFleet fleet = Fleets.connect(server, hasty())) {
            return fleet.run(CHURN.during(Duration.ofSeconds(4))).delivery();
        }
    }

    private static LoadPlan.Builder hasty() {
        return Fleets.plan(CLIENTS).settleTime(Duration.ofSeconds(4)).closeTimeout(Duration.ofSeconds(2));
    }

    /** A chat whose members are in this thread-safe set. Undertow hangs up on who cannot be sent to, unless told that. */
    private static WebSocketConnectionCallback chat(Set<WebSocketChannel> members) {
        return (exchange, channel) -> {
            members.add(channel);
            channel.addCloseTask(members::remove);
            channel.getReceiveSetter().set(new AbstractReceiveListener() {
                @Override
                protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                    String text = message.getData();
                    members.forEach(member -> WebSockets.sendText(text, member, IGNORED));
                }
            });
            channel.resumeReceives();
        };
    }
}
