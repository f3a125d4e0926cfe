package dev.wsload.plan;

import javax.net.ssl.SSLContext;

/**
 * STUB of intent: how wss is trusted. Built by factory methods: systemDefault(), of(SSLContext), trusting(Path pem),
 * withClientKey(...), trustAll().
 *
 * @param context ready to use
 * @param verifyHostname whether the certificate must match the host (RFC 2818); false only for trust-all
 */
public record Tls(SSLContext context, boolean verifyHostname) {}
