package dev.wsload.race.jqwik;

import dev.wsload.race.ClientList;
import dev.wsload.race.ClientListChecker;
import dev.wsload.race.Consistency;
import dev.wsload.race.Script;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * What every list of clients must keep to, in one thread and among several: a test class extends this and gives its list. Needs
 * {@code net.jqwik:jqwik:1.9.3} on the test's class path, and says so where it is missing.
 *
 * <pre>{@code
 * class ChatRoomListTest extends ClientListContract<Member> {
 *     @Override
 *     protected ClientList<Member> newList() {
 *         return new ChatRoomAdapter(new ChatRoom());
 *     }
 * }
 * }</pre>
 *
 * <p>A failure is the smallest script that fails, as Java.
 *
 * @param <M> how the list keeps a client
 * @since 0.1
 */
public abstract class ClientListContract<M> {
    private static final String ENGINE = "net.jqwik.engine.JqwikTestEngine";

    /** For test classes. */
    protected ClientListContract() {}

    /** Returns a new list without clients: another each time, with a registry of its own. */
    protected abstract ClientList<M> newList();

    /** Returns what threads may see of each other; {@link Consistency#STRICT} by default. */
    protected Consistency consistency() {
        return Consistency.STRICT;
    }

    /** In one thread the list does what each call says. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    public void isRightInOneThread(@ForAll(supplier = Scripts.OfOneThread.class) Script script) {
        checker().checkInOneThread(script);
    }

    /** Among threads each call does what it says, as if one came after the other. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    public void isRightAmongThreads(@ForAll(supplier = Scripts.OfThreads.class) Script script) {
        checker().checkInThreads(script);
    }

    /** Fails where nothing would run the properties. */
    @Test
    public void jqwikIsThere() {
        try {
            Class.forName(ENGINE);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(
                    getClass().getSimpleName() + " is a " + ClientListContract.class.getSimpleName()
                            + ", whose properties jqwik runs, and it is not there: add net.jqwik:jqwik:1.9.3 in test scope",
                    e);
        }
    }

    private ClientListChecker<M> checker() {
        return new ClientListChecker<>(this::newList, consistency());
    }
}
