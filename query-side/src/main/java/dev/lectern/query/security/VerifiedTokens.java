package dev.lectern.query.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lectern.contracts.content.ContentHash;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Access tokens whose signature was found good, so that it isn't looked into at each request: that is more work than the rest of an
 * answer from memory. Everything else is as without: a token's claims and times are checked whenever it comes, and its
 * signature again once the issuer's keys were fetched anew, so that a key which the issuer withdraws opens nothing for
 * longer than before.
 */
final class VerifiedTokens implements JwtDecoder {

    /** @param keys with which the signature was found good */
    private record Verified(Jwt token, Object keys) {
    }

    private final JwtDecoder decoder;
    private final IssuerKeys keys;
    private final OAuth2TokenValidator<Jwt> validator;
    /** By hash, which a stranger can't make alike by trying. */
    private final Cache<ContentHash, Verified> verified;

    /**
     * @param decoder   looks into the signature
     * @param keys      with which it does so
     * @param validator what else must be right
     * @param most      tokens that are kept
     */
    VerifiedTokens(JwtDecoder decoder, IssuerKeys keys, OAuth2TokenValidator<Jwt> validator, int most) {
        this.decoder = decoder;
        this.keys = keys;
        this.validator = validator;
        verified = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
    }

    @Override
    public Jwt decode(String token) {
        var inUse = keys.fresh().orElse(null);
        if (inUse == null) {
            return decoder.decode(token);
        }
        var hash = ContentHash.of(token);
        var known = verified.getIfPresent(hash);
        if (known != null && known.keys() == inUse && !validator.validate(known.token()).hasErrors()) {
            return known.token();
        }
        // says what is wrong with it, if something is
        var decoded = decoder.decode(token);
        verified.put(hash, new Verified(decoded, inUse));
        return decoded;
    }
}
