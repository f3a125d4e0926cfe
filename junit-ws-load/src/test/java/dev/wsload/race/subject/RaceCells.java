package dev.wsload.race.subject;

import static dev.wsload.client.Within.within;

import dev.wsload.agent.RaceDetector;
import dev.wsload.agent.Watching;
import dev.wsload.client.WsClient;
import dev.wsload.client.WsClientException;
import dev.wsload.harness.WsFleet;
import dev.wsload.harness.WsFleetBuilder;
import dev.wsload.plan.ConnectMode;
import dev.wsload.race.subject.Rooms.Container;
import dev.wsload.result.MemoryAccess;
import dev.wsload.result.RaceFinding;
import dev.wsload.result.RaceFinding.Kind;
import dev.wsload.result.RaceSightings;
import dev.wsload.wire.CloseCode;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Runs rooms of one kind on one container under watch, so many times, and prints what was found; in a JVM of its own. */
public final class RaceCells {
    private static final String CODE = RaceCells.class.getPackageName();
    private static final Duration MOST = Duration.ofSeconds(60);

    private RaceCells() {}

    /** The arguments: container, kind or ALL of them, number of runs, and false where what orders threads must not be seen. */
    public static void main(String[] arguments) {
        Container container = Container.valueOf(arguments[0]);
        int runs = Integer.parseInt(arguments[2]);
        boolean seesEdges = arguments.length < 4 || Boolean.parseBoolean(arguments[3]);
        List<Room.Kind> kinds =
                arguments[1].equals("ALL") ? List.of(Room.Kind.values()) : List.of(Room.Kind.valueOf(arguments[1]));
        kinds.forEach(kind -> run(container, kind, runs, seesEdges));
        System.exit(0);
    }

    private static void run(Container container, Room.Kind kind, int runs, boolean seesEdges) {
        boolean isRacy = kind.isRacyOn(container);
        int found = 0;
        int loads = 0;
        for (int run = 0; run < runs; run++) {
            long begun = System.nanoTime();
            Outcome outcome = Outcome.NOT_JUDGED;
            while (outcome != Outcome.FOUND
                    && (isRacy || outcome == Outcome.NOT_JUDGED)
                    && System.nanoTime() - begun < MOST.toNanos()) {
                loads++;
                outcome = outcomeOf(container, kind, seesEdges);
            }
            found += outcome == Outcome.FOUND ? 1 : 0;
        }
        System.out.println("CELL " + container + " " + kind + (isRacy ? " is racy" : " is right") + ": found " + found
                + " of " + runs + " in " + loads + " loads");
    }

    private enum Outcome {
        FOUND,
        CLEAN,
        NOT_JUDGED
    }

    private static Outcome outcomeOf(Container container, Room.Kind kind, boolean seesEdges) {
        RaceDetector detector = Watching.begin(List.of(CODE), "a cell", seesEdges);
        RaceSightings seen;
        try {
            container.serve(kind.room(), new Talk());
        } catch (AssertionError | IllegalStateException thrownByTheRoom) {
            System.out.println(
                    "THROWN " + thrownByTheRoom.getMessage().lines().findFirst().orElse(""));
        } finally {
            seen = detector.end();
        }
        if (!seen.isAlive() || !seen.sawTwoThreads() || seen.notInstrumented().isPresent()) {
            System.out.println("NOT JUDGED " + seen);
            return Outcome.NOT_JUDGED;
        }
        List<RaceFinding> counted = seen.findings().stream()
                .filter(one -> !kind.isRacyOn(container) || isRaceOfUsers(one))
                .toList();
        counted.stream()
                .limit(2)
                .forEach(race -> System.out.println(
                        "  " + race.kind() + " " + where(race.earlier()) + " / " + where(race.now())));
        return counted.isEmpty() ? Outcome.CLEAN : Outcome.FOUND;
    }

    /** Of a room that is right whatever is reported counts, of a racy one no more than this. */
    private static boolean isRaceOfUsers(RaceFinding one) {
        return one.kind() != Kind.SUSPECT && isUsers(one.earlier()) && isUsers(one.now());
    }

    private static String where(MemoryAccess access) {
        return access.what() + " at "
                + access.stack().stream().findFirst().map(Object::toString).orElse("?") + " by " + access.thread();
    }

    private static boolean isUsers(MemoryAccess access) {
        return access.within(List.of(CODE)).isPresent();
    }

    /** Eight clients say 60 messages each; every other leaves in the middle, and another comes in its place and says the rest. */
    private static final class Talk implements Rooms.Load {
        private static final int CLIENTS = 8;
        private static final int MESSAGES = 60;

        @Override
        public WsFleet fleet(WsFleetBuilder how) {
            return how.clients(CLIENTS)
                    .settleTime(Duration.ofMillis(100))
                    .connectMode(ConnectMode.ATTEMPT)
                    .connect();
        }

        @Override
        public void on(WsFleet fleet) {
            fleet.run(client -> talk(client, fleet.uri()));
        }

        private static void talk(WsClient client, URI room) {
            if (client.index() % 2 == 0) {
                say(client, MESSAGES);
                return;
            }
            say(client, MESSAGES / 2);
            client.close(CloseCode.NORMAL_CLOSURE, "");
            try (WsFleet another = WsFleet.to(room)
                    .clients(1)
                    .settleTime(Duration.ofMillis(100))
                    .connectMode(ConnectMode.ATTEMPT)
                    .connect()) {
                another.run(newcomer -> say(newcomer, MESSAGES / 2));
            }
        }

        private static void say(WsClient client, int messages) {
            try {
                for (int i = 0; i < messages; i++) {
                    client.send("message " + i + " of client " + client.index());
                    if (i % 10 == 9) {
                        client.receive(within(Duration.ofSeconds(5)));
                    }
                }
            } catch (WsClientException ended) {
                // a broken room may end it
            }
        }
    }
}
