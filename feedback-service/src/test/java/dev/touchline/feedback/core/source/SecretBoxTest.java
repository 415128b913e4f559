package dev.touchline.feedback.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final String OLD = "old:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW = "new:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void aSecretIsReadBackAndNeverSealedTwiceAlike() throws SecretBox.Unreadable {
        SecretBox box = new SecretBox(List.of(NEW), new SecureRandom());
        SealedSecret once = box.seal("typeform", "geheim ü", Instant.EPOCH);
        SealedSecret twice = box.seal("typeform", "geheim ü", Instant.EPOCH);
        assertThat(box.open("typeform", once)).isEqualTo("geheim ü");
        assertThat(once.sealed()).isNotEqualTo(twice.sealed());
        assertThat(once.keyId()).isEqualTo("new");
    }

    @Test
    void theFirstKeySealsAndEveryKeyOpens() throws SecretBox.Unreadable {
        SealedSecret earlier = new SecretBox(List.of(OLD), new SecureRandom()).seal("s", "secret", Instant.EPOCH);
        SecretBox rotated = new SecretBox(List.of(NEW, OLD), new SecureRandom());
        assertThat(rotated.open("s", earlier)).isEqualTo("secret");
        assertThat(rotated.seal("s", "x", Instant.EPOCH).keyId()).isEqualTo("new");
        assertThatThrownBy(() -> new SecretBox(List.of(NEW), new SecureRandom()).open("s", earlier))
                .isInstanceOf(SecretBox.Unreadable.class)
                .hasMessageContaining("old");
    }

    @Test
    void aSecretCanBeMovedNeitherToAnotherSourceNorToAnotherId() {
        SecretBox box = new SecretBox(List.of(NEW), new SecureRandom());
        SealedSecret sealed = box.seal("mine", "secret", Instant.EPOCH);
        assertThatThrownBy(() -> box.open("yours", sealed)).isInstanceOf(SecretBox.Unreadable.class);
        SealedSecret moved = new SealedSecret("other", sealed.keyId(), sealed.sealed(), sealed.createdAt());
        assertThatThrownBy(() -> box.open("mine", moved)).isInstanceOf(SecretBox.Unreadable.class);
        SealedSecret cut = new SealedSecret(sealed.id(), "new", "AAAA", sealed.createdAt());
        assertThatThrownBy(() -> box.open("mine", cut)).isInstanceOf(SecretBox.Unreadable.class);
    }

    @Test
    void aKeyThatIsNoneIsRefusedWithoutRepeatingIt() {
        for (String bad : List.of("", "new", "new:", "new:c2hvcnQ=", ":" + NEW, "new:???")) {
            assertThatThrownBy(() -> new SecretBox(List.of(bad), new SecureRandom()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("c2hvcnQ");
        }
        assertThatThrownBy(() -> new SecretBox(List.of(NEW, NEW), new SecureRandom()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SecretBox(List.of(), new SecureRandom()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
