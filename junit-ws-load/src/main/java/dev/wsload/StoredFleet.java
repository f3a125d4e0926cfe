package dev.wsload;

import dev.wsload.harness.WsFleet;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** The fleet of one test in its store, which closes it if nobody else has. */
record StoredFleet(WsFleet fleet) implements CloseableResource, AutoCloseable {
    private static final Namespace NAMESPACE = Namespace.create(StoredFleet.class);

    static void put(ExtensionContext context, WsFleet fleet) {
        store(context).put(context.getUniqueId(), new StoredFleet(fleet));
    }

    static Optional<WsFleet> get(ExtensionContext context) {
        return Optional.ofNullable(store(context).get(context.getUniqueId(), StoredFleet.class))
                .map(StoredFleet::fleet);
    }

    static void close(ExtensionContext context) {
        Optional.ofNullable(store(context).remove(context.getUniqueId(), StoredFleet.class))
                .ifPresent(StoredFleet::close);
    }

    @Override
    public void close() {
        fleet.close();
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
