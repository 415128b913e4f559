package dev.touchline.feedback.kafka;

import dev.touchline.feedback.config.Secrets;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.signature.SignatureScheme;
import dev.touchline.feedback.core.signature.SignatureVerifier;
import dev.touchline.feedback.core.source.SealedSecret;
import dev.touchline.feedback.core.source.Source;
import dev.touchline.feedback.core.source.SourceSettings.MappingText;
import dev.touchline.feedback.mapping.Mapping;
import dev.touchline.feedback.mapping.MappingReader;
import dev.touchline.kit.secret.SecretBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source as this instance serves it. What can't be used here does not displace what could.
 *
 * @param mapping the newest one that compiles here; null: none
 * @param mappingVersion that of the mapping; 0: none
 * @param verifier null: the mapping knows no signature, or no secret could be opened here
 * @param opened the secrets that the platform signs with, in clear; never to be shown
 * @param apiToken with which we ask the platform, in clear; never to be shown; null: none, or it can't be opened here
 * @param trouble why it is not served as its settings want it; empty: it is
 */
public record LiveSource(
        Source source,
        @Nullable Mapping mapping,
        long mappingVersion,
        @Nullable SignatureVerifier verifier,
        List<String> opened,
        @Nullable String apiToken,
        List<Flaw> trouble) {

    /** Says nothing of the secrets. */
    @Override
    public String toString() {
        return "LiveSource[" + source.id() + "@" + source.version() + "]";
    }

    /** Makes the most of a source's new settings. */
    static LiveSource of(Source source, @Nullable LiveSource last, Secrets secrets) {
        List<Flaw> trouble = new ArrayList<>();
        Compiled compiled = compiled(source.settings().mapping(), last, trouble);
        Mapping mapping = compiled.mapping();
        SignatureScheme scheme = mapping == null ? null : mapping.signature();
        List<String> opened = new ArrayList<>();
        for (SealedSecret secret : source.settings().secrets()) {
            opened(source, "/secrets", secret, secrets, trouble).ifPresent(opened::add);
        }
        SealedSecret token = source.settings().apiToken();
        String apiToken = token == null
                ? null
                : opened(source, "/apiToken", token, secrets, trouble).orElse(null);
        SignatureVerifier verifier = scheme == null ? null : verifier(scheme, opened, trouble);
        return new LiveSource(
                source, mapping, compiled.version(), verifier, List.copyOf(opened), apiToken, List.copyOf(trouble));
    }

    /** Whether it is not served as its settings want it. */
    public boolean degraded() {
        return !trouble.isEmpty();
    }

    /** One for a mapping that is being tried; null when no secret fits. */
    public @Nullable SignatureVerifier verifierFor(SignatureScheme scheme) {
        return verifier(scheme, opened, new ArrayList<>());
    }

    /** Whether nobody can tell here who signed: its deliveries must come again later. */
    public boolean blind() {
        return verifier == null
                && (mapping == null ? source.settings().mapping().yaml() != null : mapping.signature() != null);
    }

    private record Compiled(@Nullable Mapping mapping, long version) {}

    private static Compiled compiled(MappingText text, @Nullable LiveSource last, List<Flaw> trouble) {
        if (text.yaml() == null) {
            return new Compiled(null, 0);
        }
        if (last != null && last.mapping != null && last.mappingVersion == text.version()) {
            return new Compiled(last.mapping, last.mappingVersion);
        }
        return switch (MappingReader.read(text.yaml())) {
            case MappingReader.Result.Compiled(Mapping mapping) -> new Compiled(mapping, text.version());
            case MappingReader.Result.Broken(List<Flaw> causes) -> {
                causes.forEach(flaw -> trouble.add(new Flaw("/mapping" + flaw.pointer(), flaw.detail())));
                yield last == null ? new Compiled(null, 0) : new Compiled(last.mapping, last.mappingVersion);
            }
        };
    }

    private static Optional<String> opened(
            Source source, String pointer, SealedSecret secret, Secrets secrets, List<Flaw> trouble) {
        SecretBox box = secrets.box().orElse(null);
        if (box == null) {
            trouble.add(new Flaw(pointer, "this instance has no " + Secrets.SETTING));
            return Optional.empty();
        }
        try {
            return Optional.of(Secrets.open(box, source.id(), secret));
        } catch (SecretBox.Unreadable e) {
            trouble.add(new Flaw(pointer, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static @Nullable SignatureVerifier verifier(
            SignatureScheme scheme, List<String> opened, List<Flaw> trouble) {
        try {
            return opened.isEmpty() ? null : new SignatureVerifier(scheme, opened);
        } catch (IllegalArgumentException e) {
            trouble.add(new Flaw("/secrets", String.valueOf(e.getMessage())));
            return null;
        }
    }
}
