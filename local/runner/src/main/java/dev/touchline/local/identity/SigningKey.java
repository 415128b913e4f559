package dev.touchline.local.identity;

import dev.touchline.local.PrivateFile;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

/**
 * The issuer's RSA key (2048 bits, RS256): made at {@code up}, handed to the gateway in a file that only its owner may
 * read.
 */
public final class SigningKey {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final RSAPrivateCrtKey key;
    private final String id;

    private SigningKey(RSAPrivateCrtKey key) {
        this.key = key;
        this.id = URL.encodeToString(sha256(key.getModulus().toByteArray())).substring(0, 16);
    }

    /** Makes a new key and writes it to {@code file} (mode 0600), over an older one. */
    public static SigningKey make(Path file) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            PrivateKey made = generator.generateKeyPair().getPrivate();
            PrivateFile.write(file, Base64.getEncoder().encodeToString(made.getEncoded()));
            return new SigningKey((RSAPrivateCrtKey) made);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no RSA", e);
        }
    }

    /** Reads the key that {@link #make} wrote. */
    public static SigningKey load(Path file) throws IOException {
        byte[] encoded = Base64.getDecoder().decode(Files.readString(file).strip());
        try {
            PrivateKey loaded = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new SigningKey((RSAPrivateCrtKey) loaded);
        } catch (GeneralSecurityException e) {
            throw new IOException("Not a signing key: " + file, e);
        }
    }

    /** The compact JWS (RS256) of a JSON object of claims. */
    String sign(String claims) {
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(id);
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot sign with RSA", e);
        }
    }

    /** The public half as a JSON Web Key (RFC 7517). */
    Map<String, Object> jwk() {
        return Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "alg",
                "RS256",
                "kid",
                id,
                "n",
                base64(unsigned(key.getModulus())),
                "e",
                base64(unsigned(key.getPublicExponent())));
    }

    /** Base64url without padding, as JOSE writes bytes. */
    static String base64(byte[] bytes) {
        return URL.encodeToString(bytes);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }

    /** Big-endian without the sign byte that Java puts before a set top bit. */
    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
