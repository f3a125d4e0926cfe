package dev.wsload.undertow;

import dev.wsload.endpoint.Endpoint.HostedClasses;
import io.undertow.Version;
import jakarta.websocket.server.ServerEndpoint;

/** The way to Jakarta endpoints, past the question whether what they need is there: it is optional. */
final class JakartaSupport {
    private JakartaSupport() {}

    static Deployment deploy(HostedClasses hosted, HostWorker worker, UncaughtErrors errors, boolean faults) {
        requireLibraries(hosted);
        return JakartaDeployment.of(hosted.classes(), worker, errors, faults);
    }

    static String path(HostedClasses hosted) {
        requireLibraries(hosted);
        hosted.classes().forEach(AnnotatedPath::of);
        return hosted.path().isEmpty() ? AnnotatedPath.concrete(hosted.classes().get(0)) : hosted.path();
    }

    private static void requireLibraries(HostedClasses hosted) {
        if (!isPresent("io.undertow.servlet.Servlets")
                || !isPresent("io.undertow.websockets.jsr.WebSocketDeploymentInfo")) {
            String version = Version.getVersionString();
            throw new IllegalStateException("hosting the Jakarta endpoint "
                    + hosted.classes().get(0).getName()
                    + " needs io.undertow:undertow-servlet:" + version + " and io.undertow:undertow-websockets-jsr:"
                    + version + " on the class path: add both, with test scope");
        }
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, JakartaSupport.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /** Apart, as it refers to what may be absent. */
    private static final class AnnotatedPath {
        static String concrete(Class<?> endpoint) {
            String path = of(endpoint);
            if (path.contains("{")) {
                throw new IllegalArgumentException("@ServerEndpoint(\"" + path + "\") on " + endpoint.getName()
                        + " is a template: give the path that the clients connect to as well");
            }
            return path;
        }

        static String of(Class<?> endpoint) {
            ServerEndpoint annotation = endpoint.getAnnotation(ServerEndpoint.class);
            if (annotation == null) {
                throw new IllegalArgumentException(
                        endpoint.getName() + " has no @ServerEndpoint: annotate it, or host a handler instead");
            }
            return annotation.value();
        }
    }
}
