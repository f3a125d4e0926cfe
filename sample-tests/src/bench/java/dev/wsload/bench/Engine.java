package dev.wsload.bench;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The engines that are compared, and the command that gives each its job. */
enum Engine {
    C("C epoll (floor)") {
        @Override
        List<String> command(Native programs, Job job) {
            return List.of(
                    programs.client().toString(),
                    Integer.toString(job.uri().getPort()),
                    Integer.toString(job.clients()),
                    Integer.toString(job.messages()));
        }
    },
    SELECTOR("JDK Selector, bare") {
        @Override
        List<String> command(Native programs, Job job) {
            return java(job, Engine::isNotGatlings, List.of(), SelectorEngine.class.getName());
        }
    },
    FLEET("junit-ws-load") {
        @Override
        List<String> command(Native programs, Job job) {
            return java(job, Engine::isNotGatlings, List.of(), FleetEngine.class.getName());
        }
    },
    HTTP_CLIENT("java.net.http") {
        @Override
        List<String> command(Native programs, Job job) {
            return java(job, Engine::isNotGatlings, List.of(), HttpClientEngine.class.getName());
        }
    },
    GATLING("Gatling") {
        @Override
        List<String> command(Native programs, Job job) {
            return java(
                    job,
                    entry -> !entry.contains("slf4j-simple"),
                    GatlingSettings.flags(programs.client().resolveSibling("gatling-preferences")),
                    "io.gatling.app.Gatling",
                    "--simulation",
                    GatlingEngine.class.getName(),
                    "--no-reports",
                    "--results-folder",
                    programs.client().resolveSibling("gatling").toString());
        }
    };

    private final String label;

    Engine(String label) {
        this.label = label;
    }

    abstract List<String> command(Native programs, Job job);

    String label() {
        return label;
    }

    boolean isJava() {
        return this != C;
    }

    /** Default heap and collector. */
    private static List<String> java(
            Job job, Predicate<String> classPath, List<String> flags, String... mainAndArguments) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(flags);
        command.addAll(job.asSystemProperties());
        command.add("-cp");
        command.add(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(classPath)
                .collect(Collectors.joining(File.pathSeparator)));
        command.addAll(List.of(mainAndArguments));
        return command;
    }

    /** SLF4J takes one binding: logback is Gatling's, slf4j-simple is everybody else's. */
    private static boolean isNotGatlings(String entry) {
        return !entry.contains("gatling") && !entry.contains("logback");
    }
}
