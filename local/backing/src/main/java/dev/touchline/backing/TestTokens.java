package dev.touchline.backing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Bearer tokens that a service under {@link Backing} accepts, and some that it must not.
 *
 * <p>The subject is the persona as written ({@code supervisor:billing}), the role is in {@code groups}; which teams a
 * supervisor has is the roster's to say.
 */
public final class TestTokens {
    /** The issuer that the services are told to trust. */
    public static final String ISSUER = "https://issuer.touchline.test";
    /** The audience that the services are told to ask for. */
    public static final String AUDIENCE = "touchline";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final String PRIVATE_KEY = "touchline.backing.running.jwt.private";
    private static final String PUBLIC_KEY = "touchline.backing.running.jwt.public";

    private TestTokens() {}

    /** May do everything. */
    public static String admin() {
        return persona("admin");
    }

    /** A QA analyst. */
    public static String qa() {
        return persona("qa");
    }

    /** A supervisor with the subject {@code supervisor:<team>}. */
    public static String supervisor(String team) {
        return persona("supervisor:" + team);
    }

    /** An agent with the subject {@code agent:<id>}. */
    public static String agent(String id) {
        return persona("agent:" + id);
    }

    /** A valid token of {@code admin}, {@code qa}, {@code supervisor:<team>} or {@code agent:<id>}. */
    public static String persona(String persona) {
        return sign(claims(persona, ISSUER, AUDIENCE, Instant.now()));
    }

    /** Right in everything, but its time was over an hour ago: beyond any clock skew. */
    public static String expired(String persona) {
        return sign(claims(persona, ISSUER, AUDIENCE, Instant.now().minus(LIFETIME.multipliedBy(2))));
    }

    /** Says of itself that it needs no signature, and has none. */
    public static String algNone(String persona) {
        String header = encode(Map.of("alg", "none", "typ", "JWT"));
        return header + "." + encode(claims(persona, ISSUER, AUDIENCE, Instant.now())) + ".";
    }

    /** Signed with the right key in another issuer's name. */
    public static String otherIssuer(String persona) {
        return sign(claims(persona, "https://elsewhere.example", AUDIENCE, Instant.now()));
    }

    /** Meant for another program. */
    public static String otherAudience(String persona) {
        return sign(claims(persona, ISSUER, "somebody-else", Instant.now()));
    }

    /** Has a role and a display name, but no subject. */
    public static String noSubject(String persona) {
        Map<String, Object> claims = claims(persona, ISSUER, AUDIENCE, Instant.now());
        claims.remove("sub");
        return sign(claims);
    }

    /** Says the right things, but nobody we trust signed it. */
    public static String otherKey(String persona) {
        return sign(claims(persona, ISSUER, AUDIENCE, Instant.now()), generate().getPrivate());
    }

    /** What a service must be told to trust these tokens. */
    static Map<String, String> config() {
        signingKey();
        return Map.of(
                "mp.jwt.verify.publickey",
                System.getProperty(PUBLIC_KEY),
                "mp.jwt.verify.issuer",
                ISSUER,
                "mp.jwt.verify.audiences",
                AUDIENCE);
    }

    private static Map<String, Object> claims(String persona, String issuer, String audience, Instant issuedAt) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("aud", audience);
        claims.put("sub", persona);
        claims.put("upn", persona);
        claims.put("groups", List.of(persona.split(":", 2)[0]));
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("exp", issuedAt.plus(LIFETIME).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    private static String sign(Map<String, Object> claims) {
        return sign(claims, signingKey());
    }

    private static String sign(Map<String, Object> claims, PrivateKey key) {
        String content = encode(Map.of("alg", "RS256", "typ", "JWT")) + "." + encode(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Token could not be signed", e);
        }
    }

    private static String encode(Map<String, ?> json) {
        try {
            return BASE64URL.encodeToString(JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One key per JVM, in system properties because every Quarkus class loader has its own copy of this class. */
    private static PrivateKey signingKey() {
        synchronized (System.getProperties()) {
            if (System.getProperty(PRIVATE_KEY) == null) {
                KeyPair pair = generate();
                Base64.Encoder base64 = Base64.getEncoder();
                System.setProperty(
                        PRIVATE_KEY, base64.encodeToString(pair.getPrivate().getEncoded()));
                System.setProperty(
                        PUBLIC_KEY, base64.encodeToString(pair.getPublic().getEncoded()));
            }
            return parse(System.getProperty(PRIVATE_KEY));
        }
    }

    private static PrivateKey parse(String base64) {
        try {
            byte[] encoded = Base64.getDecoder().decode(base64);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
