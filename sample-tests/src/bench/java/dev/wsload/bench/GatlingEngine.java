package dev.wsload.bench;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * The job as a Gatling simulation: all users at once, and nobody talks before all are connected. Public with a public
 * constructor because Gatling instantiates it by name.
 */
public final class GatlingEngine extends Simulation {
    private final Job job = Job.ofThisProcess();
    private final long before = job.weigh();

    public GatlingEngine() {
        var users = scenario("echo")
                .exec(ws("connect").connect("/"))
                .rendezVous(job.clients())
                .exec(this::weighOnce)
                .rendezVous(job.clients())
                .repeat(job.messages())
                .on(echo())
                .exec(ws("close").close());
        setUp(users.injectOpen(atOnceUsers(job.clients())))
                .protocols(http.wsBaseUrl(job.uri().toString()).localAddresses(job.sourceAddresses()))
                .maxDuration(Duration.ofSeconds(3 * Job.TIMEOUT_SECONDS))
                .assertions(global().failedRequests().count().is(0L));
    }

    private static ChainBuilder echo() {
        var isEcho = ws.checkTextMessage("is the echo").check(bodyString().is(Job.PAYLOAD));
        return exec(ws("echo").sendText(Job.PAYLOAD).await(Job.TIMEOUT_SECONDS).on(isEcho));
    }

    private Session weighOnce(Session session) {
        if (session.userId() == 1) {
            job.printWeight(before, job.weigh());
        }
        return session;
    }
}
