package dev.wsload.agent.runtime;

import java.util.Arrays;

/**
 * The fields of one object. Looked for without the lock first: a variable is as good as new for whoever
 * sees it before it is published, since all it holds is null or zero then.
 */
final class Fields extends SpinLock {
    private Object[] keys = new Object[4];
    private Variable[] variables = new Variable[4];
    private int count;

    Variable of(Object key) {
        Variable known = find(key, keys, variables);
        if (known != null) {
            return known;
        }
        lock();
        try {
            Variable found = find(key, keys, variables);
            return found != null ? found : add(key);
        } finally {
            unlock();
        }
    }

    private static Variable find(Object key, Object[] keys, Variable[] variables) {
        int most = Math.min(keys.length, variables.length);
        for (int i = 0; i < most && keys[i] != null; i++) {
            if (keys[i].equals(key)) {
                return variables[i];
            }
        }
        return null;
    }

    private Variable add(Object key) {
        if (count == keys.length) {
            variables = Arrays.copyOf(variables, count * 2);
            keys = Arrays.copyOf(keys, count * 2);
        }
        Variable added = new Variable();
        variables[count] = added;
        keys[count++] = key;
        return added;
    }
}
