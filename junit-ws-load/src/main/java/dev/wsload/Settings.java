package dev.wsload;

import dev.wsload.plan.CannotJudge;
import dev.wsload.plan.ConnectMode;
import dev.wsload.plan.LoadPlanBuilder;
import dev.wsload.plan.TooSmall;
import dev.wsload.value.Durations;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What can be set from text: the attributes of {@link WsLoad} and the parameters {@code wsload.*}, which have the same names
 * and meanings because both come here.
 */
final class Settings {
    private static final Map<String, Setting> BY_NAME = all();

    private Settings() {}

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    /** Sets what an annotation says: a value, or an array of them. */
    static void apply(LoadPlanBuilder<?> builder, String name, Object attribute) {
        List<String> values = attribute instanceof Object[] array
                ? Arrays.stream(array).map(String::valueOf).toList()
                : List.of(String.valueOf(attribute));
        BY_NAME.get(name).set.accept(builder, values);
    }

    /** Sets what a configuration parameter says. */
    static void applyText(LoadPlanBuilder<?> builder, String name, String text) {
        Setting setting = BY_NAME.get(name);
        setting.set.accept(builder, setting.split.apply(text.strip()));
    }

    private record Setting(Function<String, List<String>> split, BiConsumer<LoadPlanBuilder<?>, List<String>> set) {}

    private static Map<String, Setting> all() {
        Map<String, Setting> all = new TreeMap<>();
        one(all, "clients", Settings::integer, LoadPlanBuilder::clients);
        one(all, "loops", Settings::integer, LoadPlanBuilder::loops);
        one(all, "connectsInFlight", Settings::integer, LoadPlanBuilder::connectsInFlight);
        one(all, "maxMessageSize", Settings::integer, LoadPlanBuilder::maxMessageSize);
        one(all, "maxUnsentBytes", Settings::integer, LoadPlanBuilder::maxUnsentBytes);
        one(all, "inboxMessages", Settings::integer, LoadPlanBuilder::inboxMessages);
        one(all, "seed", number(Long::valueOf, "a whole number"), LoadPlanBuilder::seed);
        one(all, "arrivalsPerSecond", number(Double::valueOf, "a number"), LoadPlanBuilder::arrivalsPerSecond);
        one(all, "rampUp", Durations::parse, LoadPlanBuilder::rampUp);
        one(all, "connectTimeout", Durations::parse, LoadPlanBuilder::connectTimeout);
        one(all, "handshakeTimeout", Durations::parse, LoadPlanBuilder::handshakeTimeout);
        one(all, "closeTimeout", Durations::parse, LoadPlanBuilder::closeTimeout);
        one(all, "sendTimeout", Durations::parse, LoadPlanBuilder::sendTimeout);
        one(all, "settleTime", Durations::parse, LoadPlanBuilder::settleTime);
        one(all, "keepAlive", Durations::parse, LoadPlanBuilder::keepAlive);
        one(all, "connect", constant(ConnectMode.values()), LoadPlanBuilder::connectMode);
        one(all, "tooSmall", constant(TooSmall.values()), LoadPlanBuilder::tooSmall);
        one(all, "process", number(Long::valueOf, "the id of a process"), (builder, pid) -> builder.process(() -> pid));
        one(all, "cannotJudge", constant(CannotJudge.values()), LoadPlanBuilder::cannotJudge);
        one(all, "origin", (name, text) -> text, LoadPlanBuilder::origin);
        one(all, "boundHandshakes", Settings::yesOrNo, LoadPlanBuilder::boundHandshakes);
        one(all, "holdFaults", Settings::yesOrNo, LoadPlanBuilder::holdFaults);
        one(all, "compression", Settings::yesOrNo, Settings::compression);
        many(all, "subprotocols", ",", (builder, names) -> builder.subprotocols(names.toArray(String[]::new)));
        many(all, "sourceAddresses", ",", (builder, names) -> builder.sourceAddresses(addresses(names)));
        many(all, "headers", "\\|", (builder, headers) -> headers.forEach(header -> header(builder, header)));
        return Collections.unmodifiableMap(all);
    }

    private static <V> void one(
            Map<String, Setting> all,
            String name,
            BiFunction<String, String, V> parse,
            BiConsumer<LoadPlanBuilder<?>, V> set) {
        all.put(
                name,
                new Setting(List::of, (builder, values) -> set.accept(builder, parse.apply(name, values.get(0)))));
    }

    private static void many(
            Map<String, Setting> all, String name, String separator, BiConsumer<LoadPlanBuilder<?>, List<String>> set) {
        Pattern pattern = Pattern.compile("\\s*" + separator + "\\s*");
        all.put(name, new Setting(text -> List.of(pattern.split(text)), set));
    }

    private static Integer integer(String name, String text) {
        return number(Integer::valueOf, "a whole number up to 2147483647").apply(name, text);
    }

    private static <N> BiFunction<String, String, N> number(Function<String, N> parse, String rule) {
        return (name, text) -> {
            try {
                return parse.apply(text);
            } catch (NumberFormatException e) {
                throw refused(name, text, rule);
            }
        };
    }

    private static <E extends Enum<E>> BiFunction<String, String, E> constant(E[] constants) {
        return (name, text) -> Arrays.stream(constants)
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> refused(name, text, words(constants)));
    }

    private static Boolean yesOrNo(String name, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw refused(name, text, "true or false");
        }
        return text.equals("true");
    }

    private static void compression(LoadPlanBuilder<?> builder, boolean offered) {
        if (offered) {
            builder.compression();
        } else {
            builder.noCompression();
        }
    }

    private static InetAddress[] addresses(List<String> names) {
        return names.stream().map(Settings::address).toArray(InetAddress[]::new);
    }

    private static InetAddress address(String name) {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw refused("sourceAddresses", name, "addresses of this machine, such as 127.0.0.2");
        }
    }

    private static void header(LoadPlanBuilder<?> builder, String header) {
        int colon = header.indexOf(':');
        if (colon < 1) {
            throw refused("headers", header, "\"Name: value\"");
        }
        builder.header(
                header.substring(0, colon).strip(), header.substring(colon + 1).strip());
    }

    private static String words(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
    }

    private static IllegalArgumentException refused(String name, String text, String rule) {
        return new IllegalArgumentException(name + " = \"" + text + "\", must be " + rule);
    }
}
