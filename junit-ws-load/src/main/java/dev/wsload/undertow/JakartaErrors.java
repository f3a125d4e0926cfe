package dev.wsload.undertow;

import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.InstanceFactory;
import io.undertow.servlet.api.LoggingExceptionHandler;
import io.undertow.servlet.api.ThreadSetupHandler;
import io.undertow.servlet.api.ThreadSetupHandler.Action;
import io.undertow.servlet.util.DefaultClassIntrospector;
import io.undertow.websockets.jsr.ConfiguredServerEndpoint;
import io.undertow.websockets.jsr.EncodingFactory;
import io.undertow.websockets.jsr.ServerWebSocketContainer;
import io.undertow.websockets.jsr.UndertowSession;
import io.undertow.websockets.jsr.annotated.AnnotatedEndpointFactory;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnError;
import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sees what Jakarta endpoints throw and no {@link OnError} method of theirs handles. Undertow tells its log about that and
 * nobody else; but an endpoint that has such a method is sent a task that calls it. So an endpoint without one is given one
 * that does nothing, and the tasks are watched.
 *
 * <p>An IOException that Undertow threw means that a connection failed. It does not count if it is the session's own; if that is
 * still open, another one has failed, and nobody has dealt with it: a broadcast has broken off. Not seen: what a Configurator throws when it makes the endpoint's instance, what {@code @OnClose} throws in an
 * endpoint with {@code @OnError} (Undertow drops it), and threads of the endpoint's own.
 */
final class JakartaErrors {
    private static final String UNHANDLED = JakartaErrors.class.getName();

    private final UncaughtErrors errors;
    private final Optional<JakartaMessages> messages;
    private final Captured errorArguments = new Captured(Map.class);
    private final Field onError =
            UndertowInternals.open(() -> AnnotatedEndpointFactory.class.getDeclaredField("OnError"));

    /** @param faults whether faults may want to run in handlers */
    JakartaErrors(UncaughtErrors errors, boolean faults) {
        this.errors = errors;
        messages = faults ? Optional.of(new JakartaMessages()) : Optional.empty();
    }

    /** Watches the handshake, the constructors and the tasks of a deployment. */
    DeploymentInfo watch(DeploymentInfo deployment) {
        return deployment
                .addThreadSetupAction((ThreadSetupHandler) this::watchedTask)
                .setClassIntrospecter(this::watchedConstructor)
                .setExceptionHandler((exchange, request, response, thrown) -> {
                    errors.add(thrown);
                    return LoggingExceptionHandler.DEFAULT.handleThrowable(exchange, request, response, thrown);
                });
    }

    /** Makes the endpoints that handle no errors known to the watch. */
    void watch(ServerWebSocketContainer container) {
        Object nothing = onError(factory(Nothing.class));
        for (ConfiguredServerEndpoint endpoint : container.getConfiguredServerEndpoints()) {
            AnnotatedEndpointFactory factory = endpoint.getAnnotatedEndpointFactory();
            if (onError(factory) == null) {
                UndertowInternals.access(() -> {
                    onError.set(factory, nothing);
                    return factory;
                });
                endpoint.getEndpointConfiguration().getUserProperties().put(UNHANDLED, true);
            }
        }
    }

    private Object onError(AnnotatedEndpointFactory factory) {
        return UndertowInternals.access(() -> onError.get(factory));
    }

    private static AnnotatedEndpointFactory factory(Class<?> endpoint) {
        try {
            return AnnotatedEndpointFactory.create(endpoint, EncodingFactory.DEFAULT, Set.of());
        } catch (DeploymentException e) {
            throw new AssertionError("an endpoint of our own", e);
        }
    }

    private <T> InstanceFactory<T> watchedConstructor(Class<T> type) throws NoSuchMethodException {
        InstanceFactory<T> factory = DefaultClassIntrospector.INSTANCE.createInstanceFactory(type);
        return () -> {
            try {
                return factory.createInstance();
            } catch (InstantiationException e) {
                errors.add(JakartaDeployment.rootOf(e));
                throw e;
            }
        };
    }

    private <T, C> Action<T, C> watchedTask(Action<T, C> action) {
        return (exchange, task) -> {
            if (task != null) {
                noteReported(task);
            }
            try {
                return task == null || mayPass(task) ? action.call(exchange, task) : null;
            } catch (Exception | Error thrown) {
                errors.add(thrown);
                throw thrown;
            }
        };
    }

    private boolean mayPass(Object task) {
        return messages.isEmpty() || messages.get().mayPass(task);
    }

    /** A task that calls an OnError method has captured the arguments, by their types. */
    private void noteReported(Object task) {
        errorArguments
                .in(task)
                .map(captured -> (Map<?, ?>) captured)
                .filter(arguments -> arguments.get(Throwable.class) != null)
                .ifPresent(arguments ->
                        note((Session) arguments.get(Session.class), (Throwable) arguments.get(Throwable.class)));
    }

    private void note(Session session, Throwable thrown) {
        boolean handled = !session.getUserProperties().containsKey(UNHANDLED);
        if (!handled && !ConnectionFailures.isOne(thrown, ((UndertowSession) session).getWebSocketChannel())) {
            errors.add(thrown);
        }
    }

    /** An endpoint that handles errors by doing nothing: they have been noted by then. */
    static final class Nothing {
        private Nothing() {}

        @OnError
        public static void done(Session session, Throwable thrown) {}
    }
}
