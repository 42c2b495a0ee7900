package dev.lectern.query.security;

import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's published keys. They are fetched when the first token comes, when they grow old, and when a token names
 * a key that isn't among them, but never more than once a second. Known keys stay in use while the issuer is away.
 *
 * <p>Nimbus' own cached source answers an unknown key within its rate limit as it answers an unreachable issuer; but the
 * one is the client's fault (401) and the other ours (503).
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final int FETCH_MS = 1_000;
    private static final int LARGEST = 51_200;
    private static final Duration FRESH_FOR = Duration.ofMinutes(5);
    private static final Duration FETCHED_EVERY = Duration.ofSeconds(1);

    private record Known(JWKSet keys, long fetchedAt) {
    }

    private final URL url;
    private final DefaultResourceRetriever retriever = new DefaultResourceRetriever(FETCH_MS, FETCH_MS, LARGEST);
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Known known;
    private final LongSupplier nanoTime;
    private long triedAt;

    IssuerKeys(URI url) throws MalformedURLException {
        this(url, System::nanoTime);
    }

    IssuerKeys(URI url, LongSupplier nanoTime) throws MalformedURLException {
        this.url = url.toURL();
        this.nanoTime = nanoTime;
        triedAt = nanoTime.getAsLong() - FETCHED_EVERY.toNanos();
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws RemoteKeySourceException {
        var before = known;
        if (before != null && isFresh(before)) {
            var found = selector.select(before.keys());
            if (!found.isEmpty()) {
                return found;
            }
        }
        return selector.select(fetchedSince(before));
    }

    /** The keys in use, the same object until they are fetched anew; nothing while they have to be. */
    Optional<JWKSet> fresh() {
        var now = known;
        return now != null && isFresh(now) ? Optional.of(now.keys()) : Optional.empty();
    }

    private boolean isFresh(Known keys) {
        return nanoTime.getAsLong() - keys.fetchedAt() < FRESH_FOR.toNanos();
    }

    private JWKSet fetchedSince(@Nullable Known before) throws RemoteKeySourceException {
        fetching.lock();
        try {
            if (known == before && nanoTime.getAsLong() - triedAt >= FETCHED_EVERY.toNanos()) {
                triedAt = nanoTime.getAsLong();
                var body = retriever.retrieveResource(url).getContent();
                known = new Known(JWKSet.parse(body), triedAt);
            }
        } catch (IOException | ParseException e) {
            LOG.warn("the issuer's keys can't be fetched from {}: {}", url, e.getMessage());
            if (known == null) {
                throw new RemoteKeySourceException("the issuer's keys can't be fetched: " + e.getMessage(), e);
            }
        } finally {
            fetching.unlock();
        }
        var now = known;
        if (now == null) {
            throw new RemoteKeySourceException("the issuer's keys couldn't be fetched a moment ago", null);
        }
        return now.keys();
    }
}
