package dev.wsload.agent;

import java.util.Optional;
import net.bytebuddy.jar.asm.Opcodes;

/** The calls of java.util.concurrent.locks that say which locks a thread holds. */
enum LockCall {
    LOCK("lockCall", "locked"),
    /** It may throw, and then nothing says that its inside is over. */
    LOCK_INTERRUPTIBLY(null, "locked"),
    TRY(null, null),
    UNLOCK("unlocking", "unlocked"),
    /** Reads without a lock follow, which count only if nobody has written since. */
    OPTIMISTIC(null, null),
    /** They are over, one way or the other. */
    PESSIMISTIC(null, null),
    /** A read or write lock is got from the lock that it is a part of. */
    PART(null, null),
    NONE(null, null);

    private static final String LOCKS = "java/util/concurrent/locks/";

    /** Classes that extend them name their methods as they like. */
    private static final String SYNCHRONIZERS = LOCKS + "Abstract";

    private final String before;
    private final String after;

    LockCall(String before, String after) {
        this.before = before;
        this.after = after;
    }

    static LockCall of(int opcode, String owner, String name, String descriptor) {
        if (opcode == Opcodes.INVOKESTATIC) {
            return NONE;
        }
        if (owner.equals(LOCKS + "StampedLock")) {
            return ofStamped(name);
        }
        if (!owner.startsWith(LOCKS) || owner.startsWith(SYNCHRONIZERS)) {
            return NONE;
        }
        return switch (name + descriptor) {
            case "lock()V" -> LOCK;
            case "lockInterruptibly()V" -> LOCK_INTERRUPTIBLY;
            case "tryLock()Z", "tryLock(JLjava/util/concurrent/TimeUnit;)Z" -> TRY;
            case "unlock()V" -> UNLOCK;
            default -> isPart(name, descriptor) ? PART : NONE;
        };
    }

    /** Who has validated a stamp may read and validate once more; what only asks changes nothing. */
    private static LockCall ofStamped(String name) {
        return switch (name) {
            case "tryOptimisticRead", "tryConvertToOptimisticRead" -> OPTIMISTIC;
            case "validate" -> NONE;
            default -> !asks(name) && (name.startsWith("tryConvert") || name.contains("ock")) ? PESSIMISTIC : NONE;
        };
    }

    private static boolean asks(String name) {
        return name.startsWith("is") || name.startsWith("get");
    }

    private static boolean isPart(String name, String descriptor) {
        return (name.equals("readLock") || name.equals("writeLock")) && descriptor.startsWith("()L");
    }

    /** Returns the hook that is called with the lock before the call. */
    Optional<String> before() {
        return Optional.ofNullable(before);
    }

    /** Returns the hook that is called with the lock after the call. */
    Optional<String> after() {
        return Optional.ofNullable(after);
    }
}
