package dev.wsload.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.race.RaceRules.Suppression;
import dev.wsload.result.MemoryAccess;
import dev.wsload.result.RaceFinding;
import dev.wsload.result.RaceFinding.Kind;
import dev.wsload.result.RaceSightings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a watch says in the end. */
class RaceVerdictTests {
    private static final String CODE = "com.acme.chat";

    private static final MemoryAccess WRITE = new MemoryAccess(
            "java.util.List.add()",
            true,
            "worker-1",
            List.of("java.lang.Object@1"),
            List.of(
                    new StackTraceElement("com.acme.chat.Room$Members", "join", "Room.java", 31),
                    new StackTraceElement("io.undertow.Server", "handle", "Server.java", 7),
                    new StackTraceElement("com.acme.chat.Chat", "onOpen", "Chat.java", 12)));

    private static final MemoryAccess READ = new MemoryAccess(
            "java.util.List.iterator()",
            false,
            "worker-2",
            List.of(),
            List.of(new StackTraceElement("com.acme.chat.Room", "say", "Room.java", 40)));

    private static RaceFinding finding(Kind kind) {
        return new RaceFinding(kind, "java.util.ArrayList@2a", WRITE, READ);
    }

    private static RaceSightings seen(RaceFinding... findings) {
        return new RaceSightings(List.of(findings), true, 3, List.of(), true, true, Optional.empty(), Optional.empty());
    }

    private static RaceRules rules(Suppression... suppressions) {
        return new RaceRules(List.of(CODE), false, List.of(suppressions));
    }

    private static Optional<String> failure(RaceSightings seen) {
        return RaceVerdict.of(seen, rules()).failure();
    }

    @Test
    void aRaceIsSaidInFewLines() {
        assertThat(failure(seen(finding(Kind.RACE)))).hasValue("""
                1 data race in com.acme.chat

                  race      java.util.ArrayList@2a
                  one       write, java.util.List.add(), by "worker-1", holding java.lang.Object@1
                              at com.acme.chat.Room$Members.join(Room.java:31)
                              at com.acme.chat.Chat.onOpen(Chat.java:12)
                  another   read, java.util.List.iterator(), by "worker-2", holding no lock
                              at com.acme.chat.Room.say(Room.java:40)
                  between   nothing: they hold no lock in common, and no volatile, queue, future or thread start leads from one to the other
                  remedy    guard every access by one lock, whole walks included, or take a collection that is made for threads (ConcurrentHashMap.newKeySet(), CopyOnWriteArrayList, ConcurrentLinkedQueue)""");
    }

    @Test
    void whoeverWasCaughtInTheActWasThereAtTheSameTime() {
        assertThat(failure(seen(finding(Kind.CAUGHT)))).hasValueSatisfying(text -> assertThat(text)
                .startsWith("1 data race in com.acme.chat")
                .contains("nothing: they hold no lock in common, and both were there at the same time"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.tomcat.websocket.WsSession@1=Tomcat throws IllegalStateException in the second (TEXT_FULL_WRITING, ..)",
                "io.undertow.websockets.jsr.UndertowSession@1=Undertow sends whole messages one after the other, mixes",
                "com.example.Session@1=it may throw IllegalStateException in the second"
            })
    void ofOverlappingSendsItSaysWhatTheContainerDoes(String sessionAndWords) {
        String[] parts = sessionAndWords.split("=");

        assertThat(failure(seen(new RaceFinding(Kind.OVERLAP, parts[0], WRITE, READ))))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("1 overlapping send in com.acme.chat")
                        .contains("  one       send, java.util.List.add(), by \"worker-1\"")
                        .contains("  container " + parts[1])
                        .contains("lock the session around every send"));
    }

    @Test
    void aSuspectWarns() {
        RaceVerdict verdict = RaceVerdict.of(seen(finding(Kind.SUSPECT)), rules());

        assertThat(verdict.failure()).isEmpty();
        assertThat(verdict.warning()).hasValueSatisfying(text -> assertThat(text)
                .startsWith("1 suspected data race in com.acme.chat")
                .contains("only chance: they hold no lock in common"));
    }

    @Test
    void aSuspectFailsIfThatIsAskedFor() {
        RaceVerdict verdict = RaceVerdict.of(
                seen(finding(Kind.SUSPECT), finding(Kind.RACE)), new RaceRules(List.of(CODE), true, List.of()));

        assertThat(verdict.failure()).hasValueSatisfying(text -> assertThat(text)
                .startsWith("1 data race, 1 suspected data race in com.acme.chat"));
        assertThat(verdict.warning()).isEmpty();
    }

    @Test
    void ofManyTheFirstOfEachVariableAreShownAndTheRestIsLogged() {
        RaceFinding list = finding(Kind.RACE);
        RaceFinding map = on("java.util.HashMap@1");

        RaceVerdict verdict = RaceVerdict.of(
                seen(
                        list,
                        finding(Kind.CAUGHT),
                        new RaceFinding(Kind.RACE, list.on(), READ, WRITE),
                        on("java.util.ArrayList@2b"),
                        map),
                rules());

        assertThat(verdict.failure()).hasValueSatisfying(text -> assertThat(text)
                .startsWith("5 data races in com.acme.chat")
                .contains(
                        "  race      java.util.ArrayList@2a",
                        "  race      java.util.ArrayList@2b",
                        "  race      java.util.HashMap@1")
                .contains("take a map that is made for threads (ConcurrentHashMap")
                .endsWith("\n  and 2 more, in the log"));
        assertThat(verdict.warning()).hasValueSatisfying(text -> assertThat(text)
                .startsWith("and 2 data races in com.acme.chat\n\n  race      java.util.ArrayList@2a"));
    }

    @Test
    void theFieldOfACollectionNamesItAndSuppressesIt() {
        RaceFinding map = on("com.acme.chat.Room.members (java.util.HashMap@1)");

        assertThat(failure(seen(map))).hasValueSatisfying(text -> assertThat(text)
                .contains("  race      com.acme.chat.Room.members (java.util.HashMap@1)\n")
                .contains("take a map that is made for threads"));
        assertThat(RaceVerdict.of(seen(map), rules(new Suppression("com.acme.chat.Room.members", "it is tolerated")))
                        .failure())
                .isEmpty();
        assertThat(RaceVerdict.of(seen(map), rules(new Suppression("com.acme.chat.Room.member", "it is tolerated")))
                        .failure())
                .isPresent();
    }

    private static RaceFinding on(String collection) {
        return new RaceFinding(Kind.RACE, collection, WRITE, READ);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.List.iterator()",
                "com.acme.chat.Room",
                "com.acme.chat.Room.say",
                "com.acme.chat.Room.Members"
            })
    void whatIsSuppressedIsNotSaid(String what) {
        RaceVerdict verdict = RaceVerdict.of(seen(finding(Kind.RACE)), rules(new Suppression(what, "it is tolerated")));

        assertThat(verdict.failure()).isEmpty();
    }

    @Test
    void aWatchThatHasMissedItsOwnRaceJudgesNothing() {
        assertThat(failure(new RaceSightings(
                        List.of(), true, 3, List.of(), true, false, Optional.empty(), Optional.empty())))
                .hasValueSatisfying(
                        text -> assertThat(text)
                                .startsWith(
                                        "data races were not judged: the detector did not see the race that happens on purpose"));
    }

    @Test
    void aClassThatCouldNotBeWatchedIsNoPass() {
        assertThat(failure(new RaceSightings(
                        List.of(),
                        true,
                        3,
                        List.of(),
                        true,
                        true,
                        Optional.of("com.acme.Odd: too large"),
                        Optional.empty())))
                .hasValue("data races were not judged: a class could not be watched: com.acme.Odd: too large");
    }

    @Test
    void ofAClassOfALibraryThatCouldNotBeWatchedItWarns() {
        Optional<String> huge = Optional.of("org.library.Huge: too large");

        RaceVerdict passed = RaceVerdict.of(
                new RaceSightings(List.of(), true, 3, List.of(), true, true, Optional.empty(), huge), rules());
        assertThat(passed.failure()).isEmpty();
        assertThat(passed.warning()).hasValue("not seen: what orders threads in org.library.Huge: too large");

        RaceVerdict failed = RaceVerdict.of(
                new RaceSightings(List.of(finding(Kind.RACE)), true, 3, List.of(), true, true, Optional.empty(), huge),
                rules());
        assertThat(failed.failure()).hasValueSatisfying(text -> assertThat(text)
                .startsWith("1 data race in com.acme.chat")
                .endsWith("\n\nnot seen: what orders threads in org.library.Huge: too large"));
        assertThat(failed.warning()).isEmpty();
    }

    @Test
    void aPackageThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new RaceRules(List.of("com.acme.*"), false, List.of()))
                .hasMessage("packages = \"com.acme.*\", must be the name of a package, such as \"com.acme.chat\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "java.util", "javax.swing", "jdk.internal", "sun.nio.ch", "com.sun.net"})
    void packagesOfTheJdkAreRefused(String name) {
        assertThatThrownBy(() -> RaceRules.of(CODE, name))
                .hasMessage(
                        "packages = \"" + name
                                + "\", must be of the code under test, such as \"com.acme.chat\": what is the JDK's is not watched");
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.sunny", "javac.chat", "com", "jakarta.chat"})
    void packagesThatOnlyBeginLikeThoseAreNot(String name) {
        assertThat(RaceRules.of(name).packages()).containsExactly(name);
    }

    @Test
    void aSuppressionOfNothingIsSaid() {
        RaceVerdict verdict = RaceVerdict.of(seen(), rules(new Suppression("com.acme.chat.Rom", "it is tolerated")));

        assertThat(verdict.failure()).isEmpty();
        assertThat(verdict.warning())
                .hasValue(
                        "nothing that was seen is suppressed by \"com.acme.chat.Rom\" (because it is tolerated): mend its name, or"
                                + " take it out if it stays so");
    }

    @Test
    void aPackageWithoutAClassIsNoPass() {
        assertThat(failure(new RaceSightings(
                        List.of(), true, 0, List.of(CODE), false, true, Optional.empty(), Optional.empty())))
                .hasValue(
                        "data races were not judged: no class of com.acme.chat is loaded in this JVM: name the packages (not the"
                                + " classes) of the endpoint, and let it run here");
    }

    @Test
    void oneOfSeveralPackagesWithoutAClassIsNoPass() {
        RaceRules both = RaceRules.of(CODE, "com.acme.chaat");

        assertThat(RaceVerdict.of(misspelt(), both))
                .isEqualTo(RaceVerdict.of(misspelt(finding(Kind.SUSPECT)), both))
                .isEqualTo(new RaceVerdict(
                        false,
                        Optional.of(
                                "data races were not judged: no class of com.acme.chaat is loaded in this JVM: name the"
                                        + " packages (not the classes) of the endpoint, and let it run here"),
                        Optional.empty()));
        assertThat(RaceVerdict.of(misspelt(finding(Kind.RACE)), both).failure())
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("1 data race in com.acme.chat")
                        .contains("\n\nnot watched: no class of com.acme.chaat is loaded in this JVM"));
    }

    private static RaceSightings misspelt(RaceFinding... findings) {
        return new RaceSightings(
                List.of(findings), true, 3, List.of("com.acme.chaat"), true, true, Optional.empty(), Optional.empty());
    }

    @Test
    void oneThreadAloneIsNoPass() {
        assertThat(failure(new RaceSightings(
                        List.of(), true, 7, List.of(), false, true, Optional.empty(), Optional.empty())))
                .hasValue(
                        "data races were not judged: nothing in com.acme.chat was used by two threads (7 of its classes are loaded):"
                                + " name the packages of the endpoint, and let several clients, such as 8, talk, come and go while the watch"
                                + " lasts");
    }

    @Test
    void whatThereWasNoRoomForIsNoPass() {
        RaceSightings full = new RaceSightings(
                List.of(finding(Kind.RACE)), false, 7, List.of(), true, true, Optional.empty(), Optional.empty());

        assertThat(RaceVerdict.of(full, rules(new Suppression("com.acme.chat.Room", "it is tolerated")))
                        .failure())
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("data races were not judged: more were found than there is room for"));
        assertThat(failure(full))
                .hasValueSatisfying(text -> assertThat(text).startsWith("1 data race in com.acme.chat"));
    }

    @Test
    void aReadLockKeepsNobodyApart() {
        MemoryAccess locked =
                new MemoryAccess("com.acme.chat.Room.size", true, "worker-1", WRITE.locks(), WRITE.stack());

        assertThat(failure(seen(new RaceFinding(Kind.RACE, "com.acme.chat.Room@1", locked, locked))))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("both hold java.lang.Object@1, which does not keep them apart (a read lock)")
                        .contains("take the write lock"));
    }

    @Test
    void volatileIsNoRemedyForElements() {
        MemoryAccess element =
                new MemoryAccess("an element, in com.acme.chat.Room.say", true, "worker-1", List.of(), WRITE.stack());

        assertThat(failure(seen(new RaceFinding(Kind.RACE, "int[]@1", element, element))))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("remedy    guard every access to the array by one lock"));
    }
}
