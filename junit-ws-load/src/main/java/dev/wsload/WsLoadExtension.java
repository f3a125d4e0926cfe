package dev.wsload;

import dev.wsload.endpoint.Endpoint;
import dev.wsload.endpoint.EndpointUri;
import dev.wsload.harness.MachineTooSmallError;
import dev.wsload.harness.WsFleet;
import dev.wsload.plan.TooSmall;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * What {@link WsLoad} does, for {@code @RegisterExtension}, where settings come from code:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final WsLoadExtension LOAD = WsLoadExtension.to("ws://localhost:8080/chat").clients(1000).build();
 * }</pre>
 *
 * <p>Use either this or the annotation. Parameters {@code wsload.*} override both. Immutable and thread-safe.
 *
 * @since 0.1
 */
public final class WsLoadExtension
        implements BeforeTestExecutionCallback, AfterTestExecutionCallback, ParameterResolver {
    private final Optional<WsLoadExtensionBuilder> given;

    /** For {@link WsLoad}. */
    WsLoadExtension() {
        given = Optional.empty();
    }

    WsLoadExtension(WsLoadExtensionBuilder given) {
        this.given = Optional.of(given);
    }

    /** Begins with the endpoint that a member of the test class gives, see {@link WsUri} and {@link WsHosted}. */
    public static WsLoadExtensionBuilder builder() {
        return new WsLoadExtensionBuilder();
    }

    /** Begins with a server that somebody else runs, at ws://host:port/path or wss://host:port/path. */
    public static WsLoadExtensionBuilder to(String uri) {
        Endpoint external = new Endpoint.External(EndpointUri.parse(uri));
        return builder().endpoint(parameters -> external);
    }

    /** As {@link #to(String)}, asked before each test: for ports that are not known earlier. */
    public static WsLoadExtensionBuilder to(Supplier<URI> uri) {
        return builder().endpoint(parameters -> new Endpoint.External(uri.get()));
    }

    /** As {@link WsFleet#hosting(String, Object)}; one server a test. */
    public static WsLoadExtensionBuilder hosting(String path, Object handler) {
        Endpoint hosted = new Endpoint.HostedHandler(path, handler);
        return builder().endpoint(parameters -> hosted);
    }

    /** As {@link WsFleet#hosting(Class[])}; one server a test. */
    public static WsLoadExtensionBuilder hosting(Class<?>... serverEndpoints) {
        Endpoint hosted = new Endpoint.HostedClasses(List.of(serverEndpoints));
        return builder().endpoint(parameters -> hosted);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        Load load = Load.of(context, given);
        if (StoredFleet.get(context).isPresent()) {
            throw Misuse.at(load.place(), "another WsLoadExtension has connected this test already; register only one");
        }
        TestFleet fleet = new TestFleet(context, load);
        try {
            RaceCheckExtension.connect(context, fleet.plan(), () -> StoredFleet.put(context, fleet.connect()));
        } catch (MachineTooSmallError tooSmall) {
            if (fleet.plan().tooSmall() == TooSmall.SKIP) {
                throw new TestAbortedException(tooSmall.getMessage(), tooSmall);
            }
            throw tooSmall;
        }
    }

    /** Errors nobody expected fail the test; Jupiter adds them to the failure of a test that has failed already. */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        RaceCheckExtension.close(context, () -> StoredFleet.close(context));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == WsFleet.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return StoredFleet.get(context)
                .filter(fleet -> context.getTestMethod()
                        .filter(parameter.getDeclaringExecutable()::equals)
                        .isPresent())
                .orElseThrow(
                        () -> new ParameterResolutionException(
                                "WsFleet is a parameter of test methods only, not of "
                                        + parameter.getDeclaringExecutable().getName()
                                        + ": it connects after all @BeforeEach methods and is closed before the first @AfterEach"));
    }
}
