package dev.wsload;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The rooms of the house, from the ground up: the storey of each and its third-party passport. */
enum Room {
    WIRE(0, "wire.."),
    VALUE(0, "value.."),
    MACHINE(0, "machine..", "com.sun.management.."),

    /** Put into the boot loader by the agent, where there is nothing but the JDK. */
    AGENT_RUNTIME(0, "agent.runtime.."),

    FAULT(1, "fault.."),
    ENDPOINT(1, "endpoint.."),
    CLIENT(1, "client.."),
    METRICS(1, "metrics..", "org.HdrHistogram.."),

    PLAN(2, "plan.."),

    RESULT(3, "result.."),

    DIAGNOSIS(4, "diagnosis.."),
    RACE(4, "race"),

    /** Above the instruments it wraps, and the only place that may know jqwik, which is optional. */
    RACE_JQWIK(5, "race.jqwik..", "net.jqwik..", "org.junit.jupiter.."),

    REPORT(6, "report.."),
    ASSERTIONS(6, "assertions..", "org.assertj..", "org.awaitility.."),
    PREFLIGHT(6, "preflight.."),

    FLEET(7, "fleet..", "org.slf4j.."),
    UNDERTOW(7, "undertow..", "io.undertow..", "org.xnio..", "jakarta.websocket..", "jakarta.servlet..", "org.slf4j.."),
    CLUSTER(7, "cluster.."),
    AGENT(7, "agent", "net.bytebuddy..", "com.sun.tools.attach.."),

    HARNESS(8, "harness..", "org.slf4j.."),

    DOOR(9, "", "org.junit.jupiter..", "org.junit.platform.commons..", "org.opentest4j..", "org.apiguardian..");

    private static final String HOUSE = "dev.wsload";
    private static final String[] JDK = {"java..", "javax.net.."};

    private final int storey;
    private final String pattern;
    private final String[] passport;

    Room(int storey, String room, String... passport) {
        this.storey = storey;
        this.pattern = room.isEmpty() ? HOUSE : HOUSE + "." + room;
        this.passport = passport;
    }

    String pattern() {
        return pattern;
    }

    boolean isEmptyIn(Iterable<JavaClass> house) {
        for (JavaClass inhabitant : house) {
            if (resideInAPackage(pattern).test(inhabitant)) {
                return false;
            }
        }
        return true;
    }

    /** The classes that this room may not import: those of the storeys above, and its neighbours'. */
    DescribedPredicate<JavaClass> outOfReach() {
        return resideInAnyPackage(patterns(other -> other != this && other.storey >= storey));
    }

    DescribedPredicate<JavaClass> houseJdkOrPassport() {
        return resideInAnyPackage(HOUSE + "..").or(resideInAnyPackage(JDK)).or(resideInAnyPackage(passport));
    }

    List<String> passport() {
        return List.of(passport);
    }

    static DescribedPredicate<JavaClass> any() {
        return resideInAnyPackage(patterns(room -> true));
    }

    private static String[] patterns(Predicate<Room> which) {
        return Arrays.stream(values()).filter(which).map(Room::pattern).toArray(String[]::new);
    }
}
