package dev.wsload.wire;

import java.io.Serializable;
import java.util.Objects;

/**
 * A header field of an HTTP message (RFC 9110 section 5). Immutable.
 *
 * @param name the field name; compared without case
 * @param value the field value, without line breaks
 * @since 0.1
 */
public record Header(String name, String value) implements Serializable {
    /** Refuses nulls. */
    public Header {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }
}
