package dev.wsload;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import dev.wsload.result.FleetView;
import java.net.URL;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The house rules (docs/architecture.md) as tests. */
class ArchitectureTests {
    private static final JavaClasses HOUSE = new ClassFileImporter().importUrl(placeOf(WsLoad.class));
    private static final JavaClasses HOUSE_AND_TESTS =
            new ClassFileImporter().importUrls(List.of(placeOf(WsLoad.class), placeOf(ArchitectureTests.class)));

    /** By place and not by package, which would search the jars of the class path, and other tests close theirs. */
    private static URL placeOf(Class<?> one) {
        return one.getProtectionDomain().getCodeSource().getLocation();
    }

    @ParameterizedTest
    @EnumSource
    void aRoomImportsOnlyDownward(Room room) {
        noClasses()
                .that()
                .resideInAPackage(room.pattern())
                .should()
                .dependOnClassesThat(room.outOfReach())
                .because("a storey stands on those below it, and neighbours share a storey, not code: what both need"
                        + " belongs lower, what joins them belongs in harness")
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    @ParameterizedTest
    @EnumSource
    void aRoomImportsNoLibraryBeyondItsPassport(Room room) {
        classes()
                .that()
                .resideInAPackage(room.pattern())
                .should()
                .onlyDependOnClassesThat(room.houseJdkOrPassport())
                .because("every dependency is a possible conflict on somebody's test class path, so each is known to"
                        + " one room only; the passport of " + room + " is " + room.passport() + " and the JDK")
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    /** Of the rooms not built yet no rule can be broken; every other room must have something to judge. */
    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"CLUSTER"})
    void aBuiltRoomIsNotEmpty(Room room) {
        assertThat(room.isEmptyIn(HOUSE)).as(room.pattern()).isFalse();
    }

    @Test
    void everyClassLivesInARoom() {
        classes()
                .should(ArchCondition.from(Room.any()))
                .because("a package that no room knows is a package that no rule guards: add it to Room and to"
                        + " docs/architecture.md")
                .check(HOUSE);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("dev.(**)")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other cannot be read, tested or replaced one at a time")
                .check(HOUSE);
    }

    @Test
    void publicSignaturesShowNoTypeOfAReplaceableLibrary() {
        classes()
                .that()
                .arePublic()
                .should(showNoTypeOf(Set.of("org.HdrHistogram", "net.bytebuddy")))
                .because("users would compile against a library that the house wants to be free to replace")
                .check(HOUSE);
    }

    @Test
    void aFleetIsNotAnIterable() {
        noClasses()
                .that(assignableTo(FleetView.class).or(simpleName("WsFleet")))
                .should()
                .beAssignableTo(Iterable.class)
                .because("AssertJ would take it for one, and assertThat(fleet) would not find the assertions")
                .check(HOUSE);
    }

    @Test
    void concretePublicClassesAreFinal() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .doNotHaveModifier(ABSTRACT)
                .and()
                .areNotAssignableTo(AbstractAssert.class)
                .should()
                .haveModifier(FINAL)
                .because(
                        "a class that was not designed for inheritance cannot be changed once somebody inherits; AssertJ"
                                + " derives the proxies of soft assertions from assertion classes")
                .check(HOUSE);
    }

    @Test
    void staticFieldsAreFinal() {
        fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("state lives in a fleet or in the extension's store; tests run in parallel in one JVM")
                .check(HOUSE);
    }

    @Test
    void nobodySleeps() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe("a sleep", ArchitectureTests::sleeps))
                .because("a sleep is too short on a busy machine and too long on any other: await the condition")
                .check(HOUSE_AND_TESTS);
    }

    @Test
    void nobodyLogsThroughJavaUtilLogging() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .because("users route the library's log with SLF4J, and one log needs one switch")
                .check(HOUSE);
    }

    @Test
    void noOtherWebSocketClientIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .because("the engine is JDK NIO alone: exact close codes, raw bytes and a tenth of the CPU")
                .check(HOUSE);
    }

    private static boolean sleeps(JavaMethodCall call) {
        MethodCallTarget target = call.getTarget();
        return target.getName().equals("sleep")
                && (target.getOwner().isAssignableTo(Thread.class)
                        || target.getOwner().isAssignableTo(TimeUnit.class));
    }

    private static ArchCondition<JavaClass> showNoTypeOf(Set<String> libraries) {
        return new ArchCondition<>("show no type of " + libraries + " in a public or protected signature") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                shownBy(item, libraries).forEach(shown -> events.add(violated(item, shown)));
            }
        };
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(PUBLIC) || member.getModifiers().contains(PROTECTED);
    }

    private static Set<String> shownBy(JavaClass owner, Set<String> libraries) {
        return owner.getMembers().stream()
                .filter(ArchitectureTests::isVisible)
                .flatMap(member -> member.getAllInvolvedRawTypes().stream()
                        .filter(type -> libraries.stream().anyMatch(type.getPackageName()::startsWith))
                        .map(type -> member.getDescription() + " shows " + type.getName()))
                .collect(Collectors.toSet());
    }
}
