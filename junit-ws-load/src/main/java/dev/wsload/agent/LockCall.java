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
        if (!owner.startsWith(LOCKS) || owner.equals(LOCKS + "LockSupport")) {
            return NONE;
        }
        if (name.equals("lock") && descriptor.equals("()V")) {
            return LOCK;
        }
        if (name.equals("lockInterruptibly")) {
            return LOCK_INTERRUPTIBLY;
        }
        if (name.equals("tryLock")) {
            return TRY;
        }
        if (name.equals("unlock") && descriptor.equals("()V")) {
            return UNLOCK;
        }
        return name.equals("readLock") || name.equals("writeLock") ? PART : NONE;
    }

    /** Who has validated a stamp may read and validate once more. */
    private static LockCall ofStamped(String name) {
        return switch (name) {
            case "<init>", "validate" -> NONE;
            case "tryOptimisticRead", "tryConvertToOptimisticRead" -> OPTIMISTIC;
            default -> PESSIMISTIC;
        };
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
