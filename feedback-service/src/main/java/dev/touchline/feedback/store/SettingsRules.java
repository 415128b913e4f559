package dev.touchline.feedback.store;

import dev.touchline.feedback.config.Secrets;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.signature.SignatureScheme;
import dev.touchline.feedback.core.signature.SignatureVerifier;
import dev.touchline.feedback.core.source.SealedSecret;
import dev.touchline.feedback.core.source.SourceSettings;
import dev.touchline.feedback.core.source.SourceSettings.FetchBackSettings;
import dev.touchline.feedback.core.source.SourceSettings.MappingText;
import dev.touchline.feedback.core.source.SourceSettings.RateLimit;
import dev.touchline.feedback.mapping.Mapping;
import dev.touchline.feedback.mapping.MappingReader;
import dev.touchline.kit.secret.SecretBox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works out the settings that a source comes to have, and everything that speaks against them. */
final class SettingsRules {
    private static final int SECRET_CHARS = 1000;

    private final String source;
    private final SourceSettings known;
    private final SourceChange change;
    private final Secrets secrets;
    private final Instant now;
    private final List<Flaw> flaws = new ArrayList<>();

    SettingsRules(String source, SourceSettings known, SourceChange change, Secrets secrets, Instant now) {
        this.source = source;
        this.known = known;
        this.change = change;
        this.secrets = secrets;
        this.now = now;
    }

    /** Everything that is wrong; empty when the {@linkplain #settings settings} may be saved. */
    List<Flaw> flaws() {
        return List.copyOf(flaws);
    }

    SourceSettings settings() {
        MappingText text = mapping();
        List<SealedSecret> live = change.secrets() == null ? known.secrets() : secrets(change.secrets());
        checkTogether(text, live);
        return new SourceSettings(text, live, apiToken(), fetchBack(), rateLimit());
    }

    private MappingText mapping() {
        String wanted = change.mapping();
        if (wanted == null) {
            return known.mapping();
        }
        String yaml = wanted.isBlank() ? null : wanted;
        boolean same = yaml == null
                ? known.mapping().yaml() == null
                : yaml.equals(known.mapping().yaml());
        return same ? known.mapping() : known.mapping().changed(yaml);
    }

    private List<SealedSecret> secrets(List<String> wanted) {
        if (wanted.size() > SourceSettings.LIVE_SECRETS) {
            flaws.add(new Flaw("/secrets", "must be at most " + SourceSettings.LIVE_SECRETS));
            return known.secrets();
        }
        List<SealedSecret> live = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            SealedSecret sealed = sealed("/secrets/" + i, wanted.get(i), known.secrets());
            if (sealed != null) {
                live.add(sealed);
            }
        }
        return live;
    }

    private @Nullable SealedSecret apiToken() {
        String wanted = change.apiToken();
        if (wanted == null) {
            return known.apiToken();
        }
        return wanted.isBlank()
                ? null
                : sealed("/apiToken", wanted, known.apiToken() == null ? List.of() : List.of(known.apiToken()));
    }

    private @Nullable SealedSecret sealed(String pointer, String secret, List<SealedSecret> live) {
        SecretBox box = secrets.box().orElse(null);
        if (box == null) {
            flaws.add(new Flaw(pointer, "can't be kept: the operator must set " + Secrets.SETTING));
            return null;
        }
        if (secret.isBlank() || secret.length() > SECRET_CHARS) {
            flaws.add(new Flaw(pointer, "must have 1 to " + SECRET_CHARS + " characters"));
            return null;
        }
        return live.stream()
                .filter(each -> secret.equals(opened(box, each)))
                .findFirst()
                .orElseGet(() -> Secrets.seal(box, source, secret, now));
    }

    private @Nullable String opened(SecretBox box, SealedSecret sealed) {
        try {
            return Secrets.open(box, source, sealed);
        } catch (SecretBox.Unreadable e) {
            return null;
        }
    }

    private void checkTogether(MappingText text, List<SealedSecret> live) {
        if (text.yaml() == null) {
            return;
        }
        switch (MappingReader.read(text.yaml())) {
            case MappingReader.Result.Broken(List<Flaw> causes) ->
                causes.forEach(flaw -> flaws.add(new Flaw("/mapping" + flaw.pointer(), flaw.detail())));
            case MappingReader.Result.Compiled(Mapping mapping) -> {
                if (mapping.signature() != null) {
                    checkSecrets(mapping.signature(), live);
                }
            }
        }
    }

    private void checkSecrets(SignatureScheme scheme, List<SealedSecret> live) {
        if (live.isEmpty() && flaws.isEmpty()) {
            flaws.add(new Flaw("/secrets", "the mapping verifies signatures: there must be a secret"));
        }
        SecretBox box = secrets.box().orElse(null);
        for (int i = 0; i < live.size() && box != null; i++) {
            String secret = opened(box, live.get(i));
            try {
                if (secret != null) {
                    new SignatureVerifier(scheme, List.of(secret));
                }
            } catch (IllegalArgumentException e) {
                flaws.add(new Flaw("/secrets/" + i, String.valueOf(e.getMessage())));
            }
        }
    }

    private @Nullable FetchBackSettings fetchBack() {
        FetchBackSettings wanted = change.fetchBack();
        if (wanted == null) {
            return known.fetchBack();
        }
        return wanted.baseUrl().isBlank() ? null : wanted;
    }

    private @Nullable RateLimit rateLimit() {
        RateLimit wanted = change.rateLimit();
        if (wanted == null) {
            return known.rateLimit();
        }
        return wanted.perSecond() == 0 ? null : wanted;
    }
}
