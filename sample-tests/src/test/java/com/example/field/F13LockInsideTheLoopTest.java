package com.example.field;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.fanOut;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.WsConnectedWhen;
import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.fault.ThunderingLeave;
import dev.wsload.harness.WsFleet;
import dev.wsload.result.Delivery.Kind;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The wrong cure of F12: no error any more, but clients who left stay on the list, and one who is there is taken off it. */
@Timeout(60)
class F13LockInsideTheLoopTest {
    @WsHosted("/locked-inside")
    final SweptRoom lockedInside = new SweptRoom(new LockedInside(() -> {}));

    @WsHosted("/two-sweepers")
    final SweptRoom twoSweepers = new SweptRoom(new LockedInside(new Phaser(2)::arriveAndAwaitAdvance));

    @WsHosted("/rebuilt")
    final SweptRoom rebuilt = new SweptRoom(new RebuiltRoster());

    @WsConnectedWhen
    int registered() {
        return lockedInside.listed() + twoSweepers.listed() + rebuilt.listed();
    }

    /** Takes the lock for each client that it removes, and looks whether its place still exists; it may pause around that. */
    private static final class LockedInside extends Roster {
        private final Runnable pause;

        private LockedInside(Runnable pause) {
            this.pause = pause;
        }

        @Override
        void sweep() {
            for (int place = 0; place < members.size(); place++) {
                if (!members.get(place).isOpen()) {
                    pause.run();
                    remove(place);
                    pause.run();
                }
            }
        }

        private synchronized void remove(int place) {
            if (place < members.size()) {
                members.remove(place);
            }
        }
    }

    @Test
    @WsLoad(clients = 20, path = "/locked-inside")
    @ThunderingLeave(count = 15)
    void whoStandsBehindARemovedClientIsSkippedThoughGone(WsFleet fleet) {
        someoneTalksAfterTheOthersHaveLeft(fleet, lockedInside);

        assertThat(fleet).healthyClients().deliveredEverything().hasNoFailures();
        assertThat(lockedInside.listed()).isGreaterThan(fleet.open());
    }

    @Test
    @WsLoad(clients = 20, path = "/rebuilt")
    @ThunderingLeave(count = 15)
    void aListBuiltAnewKeepsExactlyThePresent(WsFleet fleet) {
        someoneTalksAfterTheOthersHaveLeft(fleet, rebuilt);

        assertThat(fleet).healthyClients().deliveredEverything().hasNoFailures();
        assertThat(rebuilt.listed()).isEqualTo(fleet.open());
    }

    private static void someoneTalksAfterTheOthersHaveLeft(WsFleet fleet, SweptRoom room) {
        await().until(() -> room.present() == 5);

        fleet.run(fanOut().messages(1));
    }

    @Test
    @WsLoad(clients = 6, path = "/two-sweepers", settleTime = "2 s")
    void twoSweepersRemoveOneWhoLeftAndOneWhoDidNot(WsFleet fleet) {
        someoneTalksWhileTheRoomIsSwept(fleet, twoSweepers);

        assertThat(fleet.open()).isEqualTo(5);
        assertThat(twoSweepers.listed()).isEqualTo(4);
        assertThat(fleet.delivery().clients(Kind.LOST)).isEqualTo(1);
    }

    @Test
    @WsLoad(clients = 6, path = "/rebuilt")
    void twoSweepersOfAListBuiltAnewRemoveWhoLeftOnly(WsFleet fleet) {
        someoneTalksWhileTheRoomIsSwept(fleet, rebuilt);

        assertThat(rebuilt.listed()).isEqualTo(fleet.open()).isEqualTo(5);
        assertThat(fleet).deliveredEverything();
    }

    private static void someoneTalksWhileTheRoomIsSwept(WsFleet fleet, SweptRoom room) {
        room.dismiss(2);
        await().until(() -> fleet.open() == 5 && room.present() == 5);

        fleet.client(fleet.client(0).isOpen() ? 0 : 1).send("hello"); // the room sweeps before it tells the others
        room.sweep();
        assertThat(fleet).receivesWithin(4, ofSeconds(20));

        fleet.run(fanOut().senders(6).messages(1));
    }
}
