package dev.wsload.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.wsload.fault.EmptyClose;
import dev.wsload.fault.Fault;
import dev.wsload.fault.MissingHeader;
import dev.wsload.fault.RefuseUpgrade;
import dev.wsload.fault.ResetPeer;
import dev.wsload.fault.SilentConnect;
import dev.wsload.fault.Stampede;
import dev.wsload.fault.ThunderingLeave;
import dev.wsload.fault.Victims;
import dev.wsload.fault.When;
import dev.wsload.plan.FaultPlan.Assignment;
import org.junit.jupiter.api.Test;

class FaultPlanTests {
    private static final Fault RESET = new ResetPeer.Reset();

    @Test
    void theSeedRepeatsIt() {
        assertThat(plan(1).assignments()).isEqualTo(plan(1).assignments()).hasSize(20);
        assertThat(plan(1).assignments()).isNotEqualTo(plan(2).assignments());
    }

    @Test
    void twoFaultsDrawTheirClientsApart() {
        assertThat(plan(1).assignments().subList(0, 10))
                .extracting(Assignment::client)
                .isNotEqualTo(plan(1).assignments().subList(10, 20).stream()
                        .map(Assignment::client)
                        .toList());
    }

    @Test
    void everyFaultOnEveryClientHasChoicesOfItsOwn() {
        assertThat(plan(1).assignments()).extracting(Assignment::seed).doesNotHaveDuplicates();
    }

    @Test
    void aClientHasItsFaultsInTheOrderInWhichTheyWereGiven() {
        FaultPlan plan = LoadPlan.builder()
                .clients(5)
                .fault(RESET, Victims.clients(3), When.afterMessages(2))
                .fault(RESET, Victims.clients(1, 3), When.onceOpen())
                .plan()
                .faults();

        assertThat(plan.of(3)).extracting(Assignment::number).containsExactly(0, 1);
        assertThat(plan.of(1)).extracting(Assignment::number).containsExactly(1);
        assertThat(plan.isHealthy(0)).isTrue();
        assertThat(plan.isHealthy(3)).isFalse();
        assertThat(plan.isEmpty()).isFalse();
        assertThat(LoadPlan.builder().plan().faults().isEmpty()).isTrue();
    }

    @Test
    void moreVictimsThanClientsAreRefusedWhenThePlanIsMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder()
                        .fault(RESET, Victims.count(6), When.onceOpen())
                        .clients(5)
                        .plan())
                .withMessage("fault ResetPeer: count = 6, must be 1 to 5; the fleet has no more clients");
    }

    @Test
    void aFaultThatCanStrikeNobodyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder()
                        .fault(RESET, Victims.clients(3, 4), When.afterMessages(2))
                        .fault(new MissingHeader.Omission("Upgrade"))
                        .plan())
                .withMessage(
                        "fault ResetPeer on clients 3, 4 after 2 messages can strike nobody, as fault MissingHeader on"
                                + " all clients before the opening handshake keeps its clients from opening; give MissingHeader"
                                + " a share, a count or clients of its own");
    }

    @Test
    void whoNeverOpensCannotLeaveTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder()
                        .fault(new ThunderingLeave.Leave(), Victims.clients(3))
                        .fault(new MissingHeader.Omission("Upgrade"))
                        .plan())
                .withMessageContaining("fault ThunderingLeave on client 3")
                .withMessageContaining("can strike nobody");
    }

    @Test
    void aServerThatIsNeverAskedCannotRefuse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder()
                        .fault(new RefuseUpgrade.Refusal(503, ""), Victims.clients(3))
                        .fault(new SilentConnect.Silence())
                        .plan())
                .withMessageContaining("fault RefuseUpgrade on client 3")
                .withMessageContaining("can strike nobody");
        LoadPlan.builder()
                .fault(new RefuseUpgrade.Refusal(503, ""), Victims.clients(3))
                .fault(new MissingHeader.Omission("Upgrade"))
                .plan();
    }

    @Test
    void faultsThatMeetByChanceAreNotRefused() {
        LoadPlan.builder()
                .fault(RESET, Victims.share(0.9), When.onceOpen())
                .fault(new MissingHeader.Omission("Upgrade"), Victims.share(0.9))
                .fault(RESET, Victims.clients(0), When.onceOpen())
                .fault(new MissingHeader.Omission("Upgrade"), Victims.clients(1, 2))
                .plan();
    }

    @Test
    void theSameFaultTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder().fault(RESET).fault(RESET).plan())
                .withMessage(
                        "fault ResetPeer on all clients once open is there twice, and once is all it can do; keep one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder()
                        .fault(new Stampede.Rush(1))
                        .fault(new Stampede.Rush(2))
                        .plan())
                .withMessage("fault Stampede is there twice, and once is all it can do; keep one");
    }

    @Test
    void aFaultOfTheServerAsAWholeIsMeantForNoClient() {
        FaultPlan plan = LoadPlan.builder().fault(new Stampede.Rush(1)).plan().faults();

        assertThat(plan.isHealthy(0)).isTrue();
        assertThat(plan.assignments()).isEmpty();
        assertThat(plan.conditions().backlog()).hasValue(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder().fault(new Stampede.Rush(1), Victims.all()))
                .withMessage("Stampede = all clients, must be on the server as a whole; leave the clients out");
    }

    @Test
    void momentsThatTheServerDoesNotKnowAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder().fault(new EmptyClose.Close(), Victims.all(), When.afterBytes(10)))
                .withMessage(
                        "EmptyClose = after 10 bytes, must be at a moment that the server knows; wait for messages or a"
                                + " time");
    }

    private static FaultPlan plan(long seed) {
        return LoadPlan.builder()
                .clients(100)
                .seed(seed)
                .fault(RESET, Victims.share(0.1), When.onceOpen())
                .fault(RESET, Victims.share(0.1), When.onceOpen())
                .plan()
                .faults();
    }
}
