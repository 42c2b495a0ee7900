package dev.lectern.command.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Whose address a request comes from. {@code X-Forwarded-For} can be written by anybody, so it counts only as far as it was
 * written by proxies that are known.
 */
@Component
public class ClientAddress {

    private final List<IpAddressMatcher> trusted;

    ClientAddress(LimitProperties limits) {
        this.trusted = limits.trustedProxies().stream().map(IpAddressMatcher::new).toList();
    }

    /** An IPv4 address, or the network of an IPv6 address: who has one has 2^64. */
    public String of(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        var forwarded = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> Arrays.stream(header.split(","))).map(String::strip).toList();
        for (var hop : forwarded.reversed()) {
            if (!isTrusted(address)) {
                break;
            }
            var parsed = parse(hop);
            if (parsed.isEmpty()) {
                break;
            }
            address = parsed.get().getHostAddress();
        }
        return parse(address).map(ClientAddress::network).orElse(address);
    }

    private boolean isTrusted(String address) {
        return parse(address).isPresent() && trusted.stream().anyMatch(proxies -> proxies.matches(address));
    }

    /** Literals only: a name would be looked up. */
    private static Optional<InetAddress> parse(String literal) {
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String network(InetAddress address) {
        if (address instanceof Inet6Address) {
            var groups = address.getHostAddress().split(":");
            return String.join(":", Arrays.copyOf(groups, 4)) + "::/64";
        }
        return address.getHostAddress();
    }
}
