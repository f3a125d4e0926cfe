package dev.wsload.bench;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The job through the JDK's own WebSocket client: one {@code HttpClient}, 256 handshakes on their way at a time. */
final class HttpClientEngine {
    private final Job job;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Client> clients = new ArrayList<>();

    private HttpClientEngine(Job job) {
        this.job = job;
    }

    public static void main(String[] arguments) throws Exception {
        new HttpClientEngine(Job.ofThisProcess()).run();
        System.exit(0);
    }

    private void run() throws Exception {
        long before = job.weigh();
        connectAll();
        job.printWeight(before, job.weigh());
        long start = System.nanoTime();
        clients.forEach(Client::sendNext);
        awaitAll(clients.stream().map(client -> client.finished).toList());
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%d round trips, %.0f a second%n", job.roundTrips(), job.roundTrips() / seconds);
        clients.forEach(Client::close);
        awaitAll(clients.stream().map(client -> client.closed).toList());
    }

    private void connectAll() throws Exception {
        Semaphore onTheirWay = new Semaphore(Job.ON_THEIR_WAY);
        List<CompletableFuture<?>> opened = new ArrayList<>();
        for (int i = 0; i < job.clients(); i++) {
            onTheirWay.acquire();
            Client client = new Client(job.messages());
            clients.add(client);
            opened.add(http.newWebSocketBuilder()
                    .buildAsync(job.uri(), client)
                    .whenComplete((socket, failure) -> onTheirWay.release()));
        }
        awaitAll(opened);
    }

    private static void awaitAll(List<? extends CompletableFuture<?>> all) throws Exception {
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(Job.TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static final class Client implements WebSocket.Listener {
        private final CompletableFuture<Void> finished = new CompletableFuture<>();
        private final CompletableFuture<Void> closed = new CompletableFuture<>();
        private final StringBuilder message = new StringBuilder();
        private volatile WebSocket socket;
        private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
        private int left;

        Client(int messages) {
            left = messages;
        }

        /** An echo may overtake the completion of its own sending, and only one sending may be pending. */
        synchronized void sendNext() {
            sent = sent.thenCompose(done -> socket.sendText(Job.PAYLOAD, true));
            sent.whenComplete((done, failure) -> failIfAny(failure));
        }

        synchronized void close() {
            sent.thenCompose(done -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                    .whenComplete((done, failure) -> failIfAny(failure));
        }

        private void failIfAny(Throwable failure) {
            if (failure != null) {
                finished.completeExceptionally(failure);
                closed.completeExceptionally(failure);
            }
        }

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            opened.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                onMessage();
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void onMessage() {
            if (!Job.PAYLOAD.contentEquals(message)) {
                finished.completeExceptionally(new IllegalStateException("not the message sent: " + message));
            } else if (--left > 0) {
                sendNext();
            } else {
                finished.complete(null);
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            finished.completeExceptionally(new IllegalStateException("closed early with " + code));
            closed.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            failIfAny(error);
        }
    }
}
