package dev.wsload.agent.runtime;

/** How objects are called in reports: by class and identity, for nobody's toString may be called here. */
final class Names {
    private Names() {}

    static String of(Object object) {
        if (object instanceof Class<?> type) {
            return "class " + type.getName();
        }
        return object.getClass().getTypeName() + "@" + Integer.toHexString(System.identityHashCode(object));
    }
}
