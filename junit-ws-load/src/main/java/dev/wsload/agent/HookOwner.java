package dev.wsload.agent;

import java.util.Set;

/** Which class of the runtime has which hooks. None of them throws of its own, or changes what the instrumented code sees. */
enum HookOwner {
    EDGES("EdgeHooks", "release", "acquire", "interrupted", "joined"),
    MONITORS("MonitorHooks", "entered", "leaving", "enteredOwn", "leavingOwn", "await"),
    LOCKS("LockHooks", "lockCall", "locked", "unlocking", "unlocked", "tried", "optimistic", "pessimistic", "part"),
    CLASSES("ClassHooks", "initializing", "initialized"),
    ACCESSES(
            "AccessHooks",
            "used",
            "read",
            "write",
            "readStatic",
            "writeStatic",
            "readElement",
            "writeElement",
            "exempt"),
    ARRAYS("ArrayHooks", "readRange", "writeRange", "readCopied", "writeCopied"),
    COLLECTIONS(
            "CollectionHooks",
            "readCollection",
            "writeCollection",
            "measureCollection",
            "readAt",
            "writeAt",
            "writeSomewhere",
            "extended",
            "lookUp",
            "ordered",
            "heldBy",
            "view",
            "wrapped"),
    REFLECTION("ReflectionHooks", "setting", "got"),
    MESSAGES("MessageHooks", "sendBegins", "sendEnds", "sendFailed");

    private final String type;
    private final Set<String> hooks;

    HookOwner(String simpleName, String... hooks) {
        type = "dev/wsload/agent/runtime/" + simpleName;
        this.hooks = Set.of(hooks);
    }

    /** Returns the class that has the hook, with slashes. */
    static String of(String hook) {
        for (HookOwner owner : values()) {
            if (owner.hooks.contains(hook)) {
                return owner.type;
            }
        }
        throw new IllegalArgumentException("no class of the runtime has a hook " + hook);
    }
}
