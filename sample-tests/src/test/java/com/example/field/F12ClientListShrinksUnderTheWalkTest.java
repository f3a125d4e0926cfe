package com.example.field;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.fanOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.wsload.WsConnectedWhen;
import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.fault.ThunderingLeave;
import dev.wsload.harness.WsFleet;
import dev.wsload.result.FleetError;
import org.junit.jupiter.api.Test;

/** A server walks its list of clients by index and removes those who have left: the walk runs off the end of the list. */
@ThunderingLeave(count = 15)
class F12ClientListShrinksUnderTheWalkTest {
    @WsHosted("/walked")
    final SweptRoom walked = new SweptRoom(new WalkedByIndex());

    @WsHosted("/rebuilt")
    final SweptRoom rebuilt = new SweptRoom(new RebuiltRoster());

    @WsConnectedWhen
    int registered() {
        return walked.listed() + rebuilt.listed();
    }

    /** No race: adding and removing hold the lock. The walk keeps the length that the list had in the beginning. */
    private static final class WalkedByIndex extends Roster {
        @Override
        synchronized void sweep() {
            int length = members.size();
            for (int place = 0; place < length; place++) {
                if (!members.get(place).isOpen()) {
                    members.remove(place);
                }
            }
        }
    }

    @Test
    @WsLoad(clients = 20, path = "/walked", settleTime = "500 ms")
    void theWalkRunsOffTheEndAndNobodyIsTold(WsFleet fleet) {
        someoneTalksAfterTheOthersHaveLeft(fleet, walked);

        assertThat(fleet.errors())
                .extracting(FleetError::origin, error -> error.cause().getClass())
                .containsExactly(tuple(FleetError.Origin.ENDPOINT, IndexOutOfBoundsException.class));
        assertThatThrownBy(() -> assertThat(fleet).hasNoFailures())
                .hasMessageContaining(
                        "cause     a walk by index runs off the end of a list: it shrinks while it is walked (field guide F12)");
        assertThat(fleet.delivery().lost()).isEqualTo(5);
        assertThat(walked.listed()).isGreaterThan(walked.present());
        fleet.expectError(IndexOutOfBoundsException.class);
    }

    @Test
    @WsLoad(clients = 20, path = "/rebuilt")
    void aListBuiltAnewKeepsExactlyThePresent(WsFleet fleet) {
        someoneTalksAfterTheOthersHaveLeft(fleet, rebuilt);

        assertThat(fleet).healthyClients().deliveredEverything().hasNoFailures();
        assertThat(rebuilt.listed()).isEqualTo(5);
    }

    private static void someoneTalksAfterTheOthersHaveLeft(WsFleet fleet, SweptRoom room) {
        await().until(() -> room.present() == 5);

        fleet.run(fanOut().messages(1));
    }
}
