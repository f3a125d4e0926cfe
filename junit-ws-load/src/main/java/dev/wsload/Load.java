package dev.wsload;

import dev.wsload.endpoint.Endpoint;
import dev.wsload.endpoint.EndpointUri;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The load that a test asks for. No instance of the annotation leaves this class.
 *
 * @param place where it stands, for errors
 * @param builder what it says; not to be changed, but copied
 */
record Load(String place, WsLoadExtensionBuilder builder) {
    private static final String REGISTERED = "@RegisterExtension WsLoadExtension";

    static Load of(ExtensionContext test, Optional<WsLoadExtensionBuilder> given) {
        Optional<Load> annotated = nearest(test);
        if (given.isPresent() && annotated.isPresent()) {
            throw Misuse.at(annotated.get().place, "a WsLoadExtension is registered, too; keep one of the two");
        }
        return given.map(builder -> new Load(REGISTERED, builder))
                .or(() -> annotated)
                .orElseThrow(() -> Misuse.at("@ExtendWith(WsLoadExtension.class)", "says no load; use @WsLoad"));
    }

    private static Optional<Load> nearest(ExtensionContext test) {
        Optional<ExtensionContext> context = Optional.of(test);
        while (context.isPresent()) {
            Optional<AnnotatedElement> element = context.get().getElement();
            Optional<WsLoad> found = AnnotationSupport.findAnnotation(element, WsLoad.class);
            if (found.isPresent()) {
                String place = "@WsLoad on " + Misuse.name(element.get());
                return Optional.of(new Load(place, Misuse.at(place, () -> read(found.get(), place))));
            }
            context = context.get().getParent();
        }
        return Optional.empty();
    }

    private static WsLoadExtensionBuilder read(WsLoad load, String place) {
        WsLoadExtensionBuilder builder = settings(load).path(load.path());
        if (!load.uri().isEmpty() && load.endpoint().length > 0) {
            throw Misuse.at(place, "uri and endpoint are two things to connect to; leave one of them out");
        }
        if (!load.uri().isEmpty() && !load.path().isEmpty()) {
            throw Misuse.at(place, "path = \"" + load.path() + "\" is for hosted endpoints; say it in uri");
        }
        if (load.endpoint().length > 0) {
            Endpoint hosted = new Endpoint.HostedClasses(List.of(load.endpoint()), load.path());
            return builder.endpoint(parameters -> hosted);
        }
        String uri = load.uri();
        return uri.isEmpty() ? builder : builder.endpoint(parameters -> external(uri, parameters));
    }

    /** Applies what differs from the defaults, which are the builder's, too. */
    private static WsLoadExtensionBuilder settings(WsLoad load) {
        WsLoadExtensionBuilder builder = WsLoadExtension.builder();
        for (String name : Settings.names()) {
            Method attribute = ReflectionSupport.findMethod(WsLoad.class, name).orElseThrow();
            Object value = ReflectionSupport.invokeMethod(attribute, load);
            if (!isDefault(value, attribute.getDefaultValue())) {
                Settings.apply(builder, name, value);
            }
        }
        if (load.arrivalsPerSecond() != 0 && !load.rampUp().equals("0 s")) {
            throw new IllegalArgumentException("rampUp = \"" + load.rampUp() + "\" and arrivalsPerSecond = "
                    + load.arrivalsPerSecond() + " are two ways to arrive; leave one of them out");
        }
        return builder;
    }

    private static boolean isDefault(Object value, Object byDefault) {
        return value.equals(byDefault) || value instanceof Object[] array && array.length == 0;
    }

    private static Endpoint external(String uri, Parameters parameters) {
        return new Endpoint.External(EndpointUri.parse(parameters
                .resolve(uri)
                .or(parameters::uri)
                .orElseThrow(() -> new IllegalArgumentException("uri = \"" + uri
                        + "\" names a configuration parameter that has no value; set it, such as with -Dname=value or"
                        + " in junit-platform.properties, or give -Dwsload.uri"))));
    }
}
