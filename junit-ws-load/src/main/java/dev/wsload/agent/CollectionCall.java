package dev.wsload.agent;

import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * What a call into the JDK does to collections.
 *
 * @param receiver to the one that it is called on
 * @param arguments to those that are handed to it
 * @param isView whether what it returns shows the receiver, or the first argument of a static call
 */
record CollectionCall(Access receiver, Access arguments, boolean isView) {
    enum Access {
        NONE(null),
        READ("readCollection"),
        WRITE("writeCollection"),
        /** How large it is. */
        MEASURE("measureCollection"),
        /** By key: in some maps that changes the order. */
        LOOK_UP("lookUp"),
        READ_AT("readAt"),
        WRITE_AT("writeAt"),
        /** Where the iterator is. */
        WRITE_SOMEWHERE("writeSomewhere");

        private final String hook;

        Access(String hook) {
            this.hook = hook;
        }

        String hook() {
            return hook;
        }

        boolean isAtIndex() {
            return this == READ_AT || this == WRITE_AT;
        }
    }

    private static final CollectionCall NOTHING = new CollectionCall(Access.NONE, Access.NONE, false);

    private static final Set<String> COLLECTIONS = Set.of(
            "java/util/Collection",
            "java/util/List",
            "java/util/Set",
            "java/util/Map",
            "java/util/Queue",
            "java/util/Deque",
            "java/util/SortedMap",
            "java/util/SortedSet",
            "java/lang/Iterable");

    static CollectionCall of(int opcode, String owner, String name, String descriptor) {
        Access arguments = handsOver(owner, name, descriptor)
                ? owner.equals("java/util/Collections") && CollectionMethods.CHANGING.contains(name)
                        ? Access.WRITE
                        : Access.READ
                : Access.NONE;
        if (opcode == Opcodes.INVOKESTATIC && isWrapper(owner, name)) {
            return new CollectionCall(Access.NONE, Access.NONE, true);
        }
        boolean isOnCollection = opcode != Opcodes.INVOKESTATIC && !name.equals("<init>") && isUnsafe(owner);
        Access special = isOnCollection ? special(owner, name, descriptor) : Access.NONE;
        if (special != Access.NONE) {
            return new CollectionCall(special, arguments, false);
        }
        if (isOnCollection && CollectionMethods.WRITES.contains(name)) {
            return new CollectionCall(Access.WRITE, arguments, false);
        }
        boolean givesView = CollectionMethods.VIEWS.contains(name);
        if (isOnCollection && (givesView || CollectionMethods.READS.contains(name))) {
            boolean isView = givesView && Type.getReturnType(descriptor).getSort() == Type.OBJECT;
            boolean isWalk = !(isView && CollectionMethods.LOOKS_AT_NOTHING.contains(name)) && !isAtEnd(owner, name);
            return new CollectionCall(isWalk ? Access.READ : Access.MEASURE, arguments, isView);
        }
        // The receiver of a constructor is no object yet, and must stay on the stack.
        return opcode == Opcodes.INVOKESTATIC && arguments != Access.NONE
                ? new CollectionCall(Access.NONE, arguments, false)
                : NOTHING;
    }

    /** What is less than a walk or a change: to set an element is no change of the list's structure. */
    private static Access special(String owner, String name, String descriptor) {
        return switch (name) {
            case "size", "isEmpty", "hasNext", "hasPrevious" -> Access.MEASURE;
            case "get", "getOrDefault" ->
                owner.endsWith("Map")
                        ? Access.LOOK_UP
                        : owner.endsWith("List") && descriptor.startsWith("(I)") ? Access.READ_AT : Access.NONE;
            case "set" ->
                owner.equals("java/util/ListIterator")
                        ? Access.WRITE_SOMEWHERE
                        : owner.endsWith("List") ? Access.WRITE_AT : Access.NONE;
            default -> Access.NONE;
        };
    }

    private static boolean isAtEnd(String owner, String name) {
        return owner.endsWith("List") && (name.equals("getFirst") || name.equals("getLast"));
    }

    /** Says whether it constructs a map that may be in the order of access. */
    static boolean isOrdered(String owner, String name, String descriptor) {
        return owner.equals("java/util/LinkedHashMap") && name.equals("<init>") && descriptor.equals("(IFZ)V");
    }

    boolean isHooked() {
        return receiver != Access.NONE || arguments != Access.NONE || isView;
    }

    /** Says whether a constructor of the JDK takes a collection and nothing else: it copies that. */
    static boolean isCopy(String descriptor) {
        Type[] arguments = Type.getArgumentTypes(descriptor);
        return arguments.length == 1 && isCollection(arguments[0]);
    }

    static boolean isCollection(Type argument) {
        return argument.getSort() == Type.OBJECT && COLLECTIONS.contains(argument.getInternalName());
    }

    /** Says whether a field of this type may hold a collection that is not made for threads. */
    static boolean mayBeUnsafe(String descriptor) {
        return descriptor.startsWith("L") && isUnsafe(descriptor.substring(1, descriptor.length() - 1));
    }

    private static boolean isUnsafe(String owner) {
        return owner.startsWith("java/util/")
                        && !owner.startsWith("java/util/concurrent/")
                        && !owner.startsWith("java/util/function/")
                        && !owner.startsWith("java/util/stream/")
                || owner.equals("java/lang/Iterable")
                || owner.equals("java/lang/StringBuilder")
                || owner.startsWith("java/text/");
    }

    /** What is synchronized is watched in the wrapper itself, inside its lock. */
    private static boolean isWrapper(String owner, String name) {
        return owner.equals("java/util/Collections")
                && (name.startsWith("unmodifiable")
                        || name.startsWith("checked")
                        || name.equals("newSetFromMap")
                        || name.equals("asLifoQueue"));
    }

    /** A wrapper keeps the collection, and does not look into it yet; what is not of the JDK does what its own code says. */
    private static boolean handsOver(String owner, String name, String descriptor) {
        boolean isWrapped =
                name.startsWith("unmodifiable") || name.startsWith("synchronized") || name.startsWith("checked");
        if (!Scope.isOfJdk(owner) || isWrapped) {
            return false;
        }
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            if (isCollection(argument)) {
                return true;
            }
        }
        return false;
    }
}
