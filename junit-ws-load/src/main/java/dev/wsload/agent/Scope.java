package dev.wsload.agent;

import java.util.List;

/** How closely a class is watched, by its name. */
enum Scope {
    /** The code under test: its accesses are judged. */
    CODE,
    /** Everything else: what synchronizes threads counts, and nothing more. */
    EDGES,
    /** The detector, what it needs, and what of the JDK orders nothing. */
    NONE;

    private static final List<String> OWN = List.of("dev/wsload/agent/", "net/bytebuddy/");
    /** What a test runs with. Its threads are no server's, and it hands over what it does through java.util.concurrent. */
    private static final List<String> TOOLS = List.of(
            "org/junit/",
            "org/opentest4j/",
            "org/apiguardian/",
            "org/assertj/",
            "org/awaitility/",
            "org/hamcrest/",
            "org/mockito/",
            "org/jacoco/",
            "org/slf4j/",
            "org/apache/maven/",
            "net/jqwik/",
            "com/intellij/rt/");

    private static final String WRAPPERS = "java/util/Collections$Synchronized";
    private static final List<String> JDK = List.of("java/", "javax/", "jdk/", "sun/", "com/sun/");
    private static final List<String> JDK_EDGES = List.of(
            "java/util/concurrent/",
            WRAPPERS,
            "java/util/Timer",
            "java/util/TaskQueue",
            "java/util/Vector",
            "java/util/Hashtable",
            "java/util/stream/",
            "java/io/Piped",
            "java/nio/channels/SelectionKey",
            "java/lang/Thread",
            "java/lang/VirtualThread",
            "java/lang/StringBuffer",
            "jdk/internal/ref/",
            "jdk/internal/net/http/",
            "sun/nio/ch/SocketChannelImpl",
            "sun/nio/ch/NioSocketImpl");

    private static final List<String> THREADS = List.of("java/lang/Thread", "java/lang/VirtualThread");

    /** Nested classes of Thread and VirtualThread are the JDK's scaffolding, and ThreadLocal is what the detector stands on. */
    private static final List<String> JDK_SCAFFOLDING =
            List.of("java/lang/ThreadLocal", "java/lang/ThreadGroup", "java/lang/Thread$", "java/lang/VirtualThread$");

    /**
     * Returns how a class is watched.
     *
     * @param name of the class, with slashes
     * @param code the packages of the code under test, with slashes, each with one at its end
     */
    static Scope of(String name, List<String> code) {
        if (startsWithOneOf(name, OWN)) {
            return name.startsWith(PlantedRace.INTERNAL_NAME) ? CODE : NONE;
        }
        if (startsWithOneOf(name, JDK)) {
            return startsWithOneOf(name, JDK_EDGES) && !startsWithOneOf(name, JDK_SCAFFOLDING) ? EDGES : NONE;
        }
        if (startsWithOneOf(name, code)) {
            return CODE;
        }
        return startsWithOneOf(name, TOOLS) ? NONE : EDGES;
    }

    /** Of threads themselves only their start and end count: a hook must not run while a virtual thread changes its carrier. */
    static boolean isThread(String name) {
        return startsWithOneOf(name, THREADS);
    }

    /** What passes through a synchronized wrapper is an access to the collection in it, under its monitor. */
    static boolean isWrapper(String name) {
        return name.startsWith(WRAPPERS);
    }

    static boolean isOfJdk(String name) {
        return startsWithOneOf(name, JDK);
    }

    private static boolean startsWithOneOf(String name, List<String> beginnings) {
        for (String beginning : beginnings) {
            if (name.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
