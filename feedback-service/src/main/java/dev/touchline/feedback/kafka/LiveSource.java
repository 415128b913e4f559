package dev.touchline.feedback.kafka;

import dev.touchline.feedback.config.Secrets;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.signature.SignatureScheme;
import dev.touchline.feedback.core.signature.SignatureVerifier;
import dev.touchline.feedback.core.source.SealedSecret;
import dev.touchline.feedback.core.source.SecretBox;
import dev.touchline.feedback.core.source.Source;
import dev.touchline.feedback.core.source.SourceSettings.MappingText;
import dev.touchline.feedback.mapping.Mapping;
import dev.touchline.feedback.mapping.MappingReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source as this instance serves it. What can't be used here does not displace what could.
 *
 * @param mapping the newest one that compiles here; null: none
 * @param mappingVersion that of the mapping; 0: none
 * @param verifier null: the mapping knows no signature, or no secret could be opened here
 * @param opened the secrets that the platform signs with, in clear; never to be shown
 * @param trouble why it is not served as its settings want it; empty: it is
 */
public record LiveSource(
        Source source,
        @Nullable Mapping mapping,
        long mappingVersion,
        @Nullable SignatureVerifier verifier,
        List<String> opened,
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
        List<String> opened = opened(source, secrets, trouble);
        SignatureVerifier verifier = scheme == null ? null : verifier(scheme, opened, trouble);
        return new LiveSource(source, mapping, compiled.version(), verifier, List.copyOf(opened), List.copyOf(trouble));
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

    private static List<String> opened(Source source, Secrets secrets, List<Flaw> trouble) {
        List<String> opened = new ArrayList<>();
        SecretBox box = secrets.box().orElse(null);
        for (SealedSecret secret : source.settings().secrets()) {
            try {
                if (box == null) {
                    trouble.add(new Flaw("/secrets", "this instance has no " + Secrets.SETTING));
                } else {
                    opened.add(box.open(source.id(), secret));
                }
            } catch (SecretBox.Unreadable e) {
                trouble.add(new Flaw("/secrets", String.valueOf(e.getMessage())));
            }
        }
        return opened;
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
