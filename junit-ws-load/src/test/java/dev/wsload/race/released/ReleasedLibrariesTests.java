package dev.wsload.race.released;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.testkit.ChildJvm;
import dev.wsload.testkit.EngineRun;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Defects in client lists that nobody here wrote are found in the releases that have them, and not in those that have mended them; each
 * run in a JVM of its own. {@code -Dwsload.test.rounds=20} makes so many runs of each, for the table in docs/races.md.
 */
@Timeout(3_600)
class ReleasedLibrariesTests {
    private static final int RUNS = Integer.getInteger("wsload.test.rounds", 1);

    private static ChildJvm on(ChildJvm jvm, String version) {
        return jvm.release(Path.of("target", "released", "Java-WebSocket-" + version + ".jar"));
    }

    private static List<String> runs(ChildJvm jvm, String... tests) {
        return Stream.generate(() -> String.join("\n", jvm.run(EngineRun.class, (Object[]) tests)))
                .limit(RUNS)
                .toList();
    }

    private static List<String> watched(String version, Class<? extends Rush> test) {
        return runs(on(ChildJvm.withAgent(), version), "junit-jupiter", test.getName());
    }

    /** With assertions on, as Surefire has them. */
    private static List<String> contract(String version, Class<? extends ReleasedListContract> test) {
        return runs(on(ChildJvm.with("-ea"), version), "jqwik", test.getName(), "isRightInOneThread");
    }

    private static List<String> loggedOut(Class<? extends Logout> test) {
        return runs(ChildJvm.with(), "junit-jupiter", test.getName());
    }

    /** Changelog of 1.4.1: "ConcurrentModificationException when using broadcast", pull request 902. */
    @Test
    void theBroadcastOf140WalksWithoutTheLockThatJoinsAndLeavesTake() {
        assertThat(watched("1.4.0", Rush.WithBroadcasts.class)).allSatisfy(said -> assertThat(said)
                .startsWith("FAILED\n")
                .containsPattern("\\d+ data races? in org.java_websocket.server\n")
                .contains("at org.java_websocket.server.WebSocketServer.doBroadcast"));
    }

    @Test
    void theBroadcastOf141IsSafe() {
        assertThat(watched("1.4.1", Rush.WithBroadcasts.class)).containsOnly("SUCCESSFUL");
    }

    /** Changelog of 1.4.1: "ConcurrentModificationException when looping connections", issue 921. */
    @Test
    void theCopyOf140IsMadeWithoutTheLock() {
        assertThat(watched("1.4.0", Rush.WithCopies.class)).allSatisfy(said -> assertThat(said)
                .startsWith("FAILED\n")
                .containsPattern("\\d+ data races? in org.java_websocket.server\n")
                .contains("at org.java_websocket.server.WebSocketServer.getConnections"));
    }

    @Test
    void theCopyOf141IsSafe() {
        assertThat(watched("1.4.1", Rush.WithCopies.class)).containsOnly("SUCCESSFUL");
    }

    /** Up to 1.3.7 connections() is the list itself. */
    @Test
    void whoWalksTheConnectionsOf137CannotRemoveFromThem() {
        assertThat(contract("1.3.7", ReleasedListContract.Walked.class))
                .allSatisfy(said -> assertThat(said).startsWith("""
                                FAILED
                                the list is wrong in one thread, where no race can be: list.removeInactive(); throws java.util.ConcurrentModificationException
                                """));
    }

    @Test
    void whoWalksTheConnectionsOf138WalksACopy() {
        assertThat(contract("1.3.8", ReleasedListContract.Walked.class)).containsOnly("SUCCESSFUL");
    }

    /** Issue 512. */
    @Test
    void whoHasLeft134CannotLeaveAgain() {
        assertThat(contract("1.3.4", ReleasedListContract.Left.class)).containsOnly("""
                FAILED
                the list is wrong in one thread, where no race can be: list.remove(c0); throws java.lang.AssertionError

                    var list = newList();
                    var c0 = list.add(0);
                    list.remove(c0);
                    list.remove(c0);            // throws java.lang.AssertionError
                """);
    }

    @Test
    void whoHasLeft135MayLeaveAgain() {
        assertThat(contract("1.3.5", ReleasedListContract.Left.class)).containsOnly("SUCCESSFUL");
    }

    /** UNDERTOW-2747. No release that has mended it is in Maven Central, so the control is the same logout of an open socket. */
    @Test
    void aLogoutThatFollowsACloseLeavesSocketsOfUndertow2324Open() {
        assertThat(loggedOut(Logout.OfAClosedSocket.class)).allSatisfy(said -> assertThat(said)
                .matches("FAILED\nthe script failed on [1-7] of 8 clients\n(?s).*")
                .contains("had not ended after 5000 ms"));
    }

    @Test
    void aLogoutOfAnOpenSocketClosesThemAll() {
        assertThat(loggedOut(Logout.OfAnOpenSocket.class)).containsOnly("SUCCESSFUL");
    }
}
