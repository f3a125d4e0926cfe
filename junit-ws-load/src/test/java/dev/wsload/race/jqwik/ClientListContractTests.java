package dev.wsload.race.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.wsload.race.ClientList;
import dev.wsload.race.Consistency;
import dev.wsload.race.jqwik.Lists.Member;
import dev.wsload.race.jqwik.Lists.Plain;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

@Timeout(120)
class ClientListContractTests {
    static class OfStaleIndex extends ClientListContract<Member> {
        @Override
        protected ClientList<Member> newList() {
            return new Lists.StaleIndex();
        }
    }

    static class OfLockInsideTheLoop extends ClientListContract<Member> {
        @Override
        protected ClientList<Member> newList() {
            return new Lists.LockInsideTheLoop();
        }
    }

    static class OfRight extends ClientListContract<Member> {
        @Override
        protected ClientList<Member> newList() {
            return new Lists.Right();
        }
    }

    static class OfArrayList extends ClientListContract<Member> {
        @Override
        protected ClientList<Member> newList() {
            return Plain.arrayList();
        }
    }

    /** Its javadoc wants a lock around each walk, which nobody takes here. */
    static class OfSynchronizedList extends ClientListContract<Member> {
        @Override
        protected ClientList<Member> newList() {
            return Plain.synchronizedList();
        }
    }

    static class OfPlainMap extends ClientListContract<Integer> {
        @Override
        protected ClientList<Integer> newList() {
            return new Lists.PlainMap();
        }
    }

    static class OfUnlockedWalk extends ClientListContract<Member> {
        @Override
        protected ClientList<Member> newList() {
            return new Lists.UnlockedWalk();
        }
    }

    static class OfCopyOnWrite extends ClientListContract<Member> {
        @Override
        protected ClientList<Member> newList() {
            return Plain.copyOnWrite();
        }

        @Override
        protected Consistency consistency() {
            return Consistency.WEAK_IN_BULK;
        }
    }

    static class OfConcurrentSet extends ClientListContract<Member> {
        @Override
        protected ClientList<Member> newList() {
            return Plain.concurrentSet();
        }

        @Override
        protected Consistency consistency() {
            return Consistency.WEAK_IN_BULK;
        }
    }

    static class OfNothingToSee extends ClientListContract<Member> {
        @Override
        protected ClientList<Member> newList() {
            return Member::new;
        }
    }

    /** All of its lists are one. */
    static class OfShared extends ClientListContract<Member> {
        private static final Lists.Right SHARED = new Lists.Right();

        @Override
        protected ClientList<Member> newList() {
            return SHARED;
        }
    }

    /** All of its lists are one, and each shows only its size. */
    static class OfSharedSize extends ClientListContract<Member> {
        private static final List<Member> SHARED = new CopyOnWriteArrayList<>();

        @Override
        protected ClientList<Member> newList() {
            return new ClientList<>() {
                @Override
                public Member add(int number) {
                    Member member = new Member(number);
                    SHARED.add(member);
                    return member;
                }

                @Override
                public int size() {
                    return SHARED.size();
                }
            };
        }
    }

    private static Events run(Class<?> contract, String property) {
        return EngineTestKit.engine("jqwik")
                .selectors(selectMethod(contract, property))
                .configurationParameter("jqwik.failures.after.default", "RANDOM_SEED")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .execute()
                .testEvents();
    }

    private static String failure(Class<?> contract, String property) {
        List<String> failures = failures(contract, property);
        assertThat(failures).hasSize(1);
        return failures.get(0);
    }

    private static List<String> failures(Class<?> contract, String property) {
        return run(contract, property).failed().stream()
                .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                .flatMap(result -> result.getThrowable().stream())
                .map(Throwable::getMessage)
                .toList();
    }

    /** Calls that are neither joins nor looks. */
    private static long callsAfterTheJoins(String failure) {
        return failure.lines()
                .filter(line -> line.matches("    list\\.(deactivate|remove|removeInactive)\\(.*"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(classes = {OfStaleIndex.class, OfLockInsideTheLoop.class})
    void aListThatIsWrongInOneThreadIsFoundInOneThreadEachTimeAndMadeSmall(Class<?> wrong) {
        for (int run = 0; run < 100; run++) {
            String failure = failure(wrong, "isRightInOneThread");

            assertThat(failure).startsWith("the list is wrong in one thread, where no race can be: ");
            assertThat(callsAfterTheJoins(failure)).as(failure).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void theSmallestScriptIsJavaWithWhatItReturned() {
        assertThat(failure(OfLockInsideTheLoop.class, "isRightInOneThread")).isEqualTo("""
                the list is wrong in one thread, where no race can be: list.snapshot(); returns [c1], must return []

                    var list = newList();
                    var c0 = list.add(0);
                    var c1 = list.add(1);
                    list.deactivate(c0);
                    list.deactivate(c1);
                    list.removeInactive();
                    list.snapshot();            // [c1]
                """);
    }

    @ParameterizedTest
    @ValueSource(classes = {OfRight.class, OfCopyOnWrite.class, OfConcurrentSet.class})
    void aListThatIsRightPasses(Class<?> right) {
        run(right, "isRightInOneThread").assertStatistics(events -> events.succeeded(1));
        run(right, "isRightAmongThreads").assertStatistics(events -> events.succeeded(1));
    }

    @ParameterizedTest
    @ValueSource(classes = {OfArrayList.class, OfPlainMap.class})
    void aListWithoutALockIsRightInOneThreadAndFoundAmongSeveral(Class<?> unlocked) {
        run(unlocked, "isRightInOneThread").assertStatistics(events -> events.succeeded(1));

        assertThat(failure(unlocked, "isRightAmongThreads"))
                .startsWith("the list is wrong among threads: ")
                .contains("at the same time");
    }

    /** Among threads it is found now and then; a race check sees it each time. */
    @ParameterizedTest
    @ValueSource(classes = {OfUnlockedWalk.class, OfSynchronizedList.class})
    void aWalkWithoutTheLockIsRightInOneThread(Class<?> walked) {
        run(walked, "isRightInOneThread").assertStatistics(events -> events.succeeded(1));
    }

    @Test
    void aListThatShowsNothingIsRefused() {
        assertThat(failure(OfNothingToSee.class, "isRightInOneThread"))
                .endsWith("shows nothing of itself: implement snapshot(), broadcast() or size() of ClientList");
    }

    @ParameterizedTest
    @ValueSource(classes = {OfStaleIndex.class, OfLockInsideTheLoop.class})
    void whatOneThreadIsEnoughForIsSoSaidAmongThreads(Class<?> wrong) {
        List<String> failures = IntStream.range(0, 20)
                .boxed()
                .flatMap(run -> failures(wrong, "isRightAmongThreads").stream())
                .toList();

        assertThat(failures).isNotEmpty().allSatisfy(failure -> assertThat(failure)
                .startsWith("the list is wrong in one thread, where no race can be: ")
                .doesNotContain("// thread"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"isRightInOneThread", "isRightAmongThreads"})
    void aNewListIsEmpty(String property) {
        assertThat(failure(OfShared.class, property))
                .matches(
                        "newList\\(\\) gives a list whose snapshot\\(\\) shows \\d+ already, must give an empty one: make a new"
                                + " registry each time, not one that is shared, such as by a static field");
        assertThat(failure(OfSharedSize.class, property)).contains("gives a list whose size() shows ");
    }
}
