package dev.wsload.agent;

import dev.wsload.agent.FieldTable.Declared;
import java.util.Optional;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * The method that is being instrumented.
 *
 * @param type its class, with slashes
 * @param version of the class file
 * @param locals how many variables it uses itself; those of the hooks begin there
 */
record Method(
        String type,
        int version,
        int access,
        String name,
        String descriptor,
        int locals,
        ClassLoader loader,
        FieldTable fields) {
    /** Returns a field that the method names. */
    Optional<Declared> field(String owner, String field, String fieldDescriptor) {
        return fields.field(owner, field, fieldDescriptor, loader);
    }

    /** Returns the class of the JDK that another of the code extends. */
    Optional<String> jdkAbove(String owner) {
        return fields.jdkAbove(owner, loader);
    }

    /** Says whether a call of it initializes its class first (JLS 12.4.1). The body of a lambda is called by code of the class. */
    boolean initializes() {
        return isConstructor() || isStatic() && (access & Opcodes.ACC_SYNTHETIC) == 0;
    }

    boolean isStatic() {
        return (access & Opcodes.ACC_STATIC) != 0;
    }

    boolean isConstructor() {
        return name.equals("<init>");
    }

    boolean isClassInitializer() {
        return name.equals("<clinit>");
    }

    /** Before Java 5 a class, whose monitor static methods take, could not be named as a constant. */
    boolean isSynchronized() {
        return (access & Opcodes.ACC_SYNCHRONIZED) != 0 && (!isStatic() || version >= Opcodes.V1_5);
    }

    String place() {
        return Type.getObjectType(type).getClassName() + "." + name;
    }
}
