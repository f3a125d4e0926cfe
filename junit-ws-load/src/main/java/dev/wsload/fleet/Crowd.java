package dev.wsload.fleet;

import dev.wsload.plan.LoadPlan;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.FrameEncoder;
import dev.wsload.wire.Opcode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The open clients of a fleet, or those of them that a predicate over their index takes, told to do one thing. */
final class Crowd {
    private final Shards shards;
    private final LoadPlan plan;
    private final ErrorLog errors;

    Crowd(Shards shards, LoadPlan plan, ErrorLog errors) {
        this.shards = shards;
        this.plan = plan;
        this.errors = errors;
    }

    int send(IntPredicate who, Opcode kind, byte[] payload) {
        List<Sending> sendings = each(who, connection -> Sending.start(connection, kind, ByteBuffer.wrap(payload)));
        long deadline = System.nanoTime() + plan.timeouts().send().toNanos();
        sendings.forEach(sending -> report(sending, deadline));
        return sendings.size();
    }

    private void report(Sending sending, long deadline) {
        try {
            boolean sent = sending.result().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (!sent) {
                failed(sending, "its connection ended");
            }
        } catch (TimeoutException e) {
            if (sending.giveUp()) {
                failed(
                        sending,
                        "the server did not read for " + plan.timeouts().send().toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while messages were sent", e);
        } catch (ExecutionException e) {
            errors.engine(sending.client(), e.getCause());
        }
    }

    private void failed(Sending sending, String why) {
        errors.add(
                Origin.SEND,
                sending.client(),
                new IllegalStateException("client " + sending.client() + " could not send: " + why));
    }

    /** Returns the inboxes of all open clients, in their order. */
    Map<Integer, Inbox> inboxes() {
        Map<Integer, Inbox> inboxes = new TreeMap<>();
        each(
                        client -> true,
                        connection ->
                                Map.entry(connection.index, connection.extras().inbox()))
                .forEach(inbox -> inboxes.put(inbox.getKey(), inbox.getValue()));
        return inboxes;
    }

    int ping(IntPredicate who) {
        return tell(who, connection -> connection.ping(OutputBuffer.NOTHING.duplicate()));
    }

    int close(IntPredicate who, CloseCode code, String reason) {
        FrameEncoder.closePayload(code, reason);
        List<Connection> closing = each(who, connection -> connection);
        List<CompletableFuture<Void>> ends = shards.ask(shard -> Closing.begin(
                closing.stream()
                        .filter(connection -> connection.shard() == shard)
                        .toList(),
                code,
                reason));
        ends.forEach(CompletableFuture::join);
        return closing.size();
    }

    int abort(IntPredicate who) {
        return tell(who, Connection::abort);
    }

    private int tell(IntPredicate who, Consumer<Connection> action) {
        return each(who, connection -> {
                    action.accept(connection);
                    return connection;
                })
                .size();
    }

    /** Does this on their loops with every open client taken; who that is the caller's thread says, for it may ask the fleet. */
    private <T> List<T> each(IntPredicate who, Function<Connection, T> action) {
        BitSet taken = IntStream.range(0, plan.clients()).filter(who).collect(BitSet::new, BitSet::set, BitSet::or);
        List<List<T>> answers = shards.ask(shard -> {
            List<T> some = new ArrayList<>();
            shard.each(connection -> {
                if (connection.isOpen() && taken.get(connection.index)) {
                    some.add(action.apply(connection));
                }
            });
            return some;
        });
        return answers.stream().flatMap(List::stream).toList();
    }
}
