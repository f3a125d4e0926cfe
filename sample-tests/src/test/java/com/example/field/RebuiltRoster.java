package com.example.field;

/** A roster that is swept as it should be: in one go, under the lock, without an index. */
final class RebuiltRoster extends Roster {
    @Override
    synchronized void sweep() {
        members.removeIf(member -> !member.isOpen());
    }
}
