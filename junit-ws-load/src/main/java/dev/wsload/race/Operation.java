package dev.wsload.race;

import java.util.Arrays;

/** What can be done with a list of clients. */
enum Operation {
    ADD("add"),
    DEACTIVATE("deactivate"),
    REMOVE_INACTIVE("removeInactive"),
    REMOVE("remove"),
    SNAPSHOT("snapshot"),
    BROADCAST("broadcast"),
    SIZE("size");

    private final String method;

    Operation(String method) {
        this.method = method;
    }

    String method() {
        return method;
    }

    /** Says whether it is of one client. */
    boolean isOfOne() {
        return this == ADD || this == DEACTIVATE || this == REMOVE;
    }

    /** Says whether it shows something. */
    boolean isLook() {
        return this == SNAPSHOT || this == BROADCAST || this == SIZE;
    }

    /** Says whether a list has it: whether it, or a class that it extends, implements the method. */
    boolean isOfferedBy(ClientList<?> list) {
        return Arrays.stream(list.getClass().getMethods())
                .filter(one -> one.getName().equals(method) && one.getParameterCount() == (isOfOne() ? 1 : 0))
                .anyMatch(one -> one.getDeclaringClass() != ClientList.class);
    }
}
