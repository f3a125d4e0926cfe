package dev.wsload.race.subject;

import java.util.ArrayList;
import java.util.List;

/** Nothing in it is safe: whoever has it has it alone. */
final class Parcel implements Comparable<Parcel> {
    private int changes;
    private final List<String> notes = new ArrayList<>();
    private final int[] counts = new int[2];

    static Parcel filled() {
        Parcel parcel = new Parcel();
        parcel.fill();
        return parcel;
    }

    void fill() {
        change();
    }

    void change() {
        changes++;
        notes.add("changed");
        counts[0]++;
    }

    void look() {
        if (changes != notes.size() || counts[0] != changes) {
            throw new IllegalStateException(changes + " changes, " + notes.size() + " notes");
        }
    }

    void check(int expected) {
        look();
        if (changes != expected) {
            throw new IllegalStateException(changes + " changes, must be " + expected);
        }
    }

    @Override
    public int compareTo(Parcel other) {
        return 0;
    }
}
