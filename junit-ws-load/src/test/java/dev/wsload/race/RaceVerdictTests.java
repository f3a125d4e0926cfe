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
        return new RaceSightings(List.of(findings), true, true, Optional.empty(), Optional.empty());
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

                  race      java.util.List.iterator(), on java.util.ArrayList@2a
                  one       write by "worker-1", holding java.lang.Object@1
                              at com.acme.chat.Room$Members.join(Room.java:31)
                              at com.acme.chat.Chat.onOpen(Chat.java:12)
                  another   read by "worker-2", holding no lock
                              at com.acme.chat.Room.say(Room.java:40)
                  between   nothing: they hold no lock in common, and no volatile, queue, future or thread start leads from one to the other
                  remedy    guard every access by one lock, whole walks included, or take a collection that is made for threads (ConcurrentHashMap.newKeySet(), CopyOnWriteArrayList)""");
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
                        .contains("  one       send by \"worker-1\"")
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
    void ofManyTheFirstThreeAreShown() {
        RaceFinding race = finding(Kind.RACE);

        assertThat(failure(seen(race, race, race, race, race))).hasValueSatisfying(text -> assertThat(text)
                .startsWith("5 data races in com.acme.chat")
                .endsWith("\n  and 2 more"));
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
        assertThat(failure(new RaceSightings(List.of(), true, false, Optional.empty(), Optional.empty())))
                .hasValueSatisfying(
                        text -> assertThat(text)
                                .startsWith(
                                        "data races were not judged: the detector did not see the race that happens on purpose"));
    }

    @Test
    void aClassThatCouldNotBeWatchedIsNoPass() {
        assertThat(failure(new RaceSightings(
                        List.of(), true, true, Optional.of("com.acme.Odd: too large"), Optional.empty())))
                .hasValue("data races were not judged: a class could not be watched: com.acme.Odd: too large");
    }

    @Test
    void ofAClassOfALibraryThatCouldNotBeWatchedItWarns() {
        Optional<String> huge = Optional.of("org.library.Huge: too large");

        RaceVerdict passed = RaceVerdict.of(new RaceSightings(List.of(), true, true, Optional.empty(), huge), rules());
        assertThat(passed.failure()).isEmpty();
        assertThat(passed.warning()).hasValue("not seen: what orders threads in org.library.Huge: too large");

        RaceVerdict failed = RaceVerdict.of(
                new RaceSightings(List.of(finding(Kind.RACE)), true, true, Optional.empty(), huge), rules());
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
}
