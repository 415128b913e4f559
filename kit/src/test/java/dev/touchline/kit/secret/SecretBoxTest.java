package dev.touchline.kit.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final String OLD = "old:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW = "new:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void aSecretIsReadBackAndNeverSealedTwiceAlike() throws SecretBox.Unreadable {
        SecretBox box = new SecretBox(List.of(NEW), new SecureRandom());
        Sealed once = box.seal("typeform", "geheim ü");
        Sealed twice = box.seal("typeform", "geheim ü");
        assertThat(box.open("typeform", once)).isEqualTo("geheim ü");
        assertThat(once.text()).isNotEqualTo(twice.text());
        assertThat(once.keyId()).isEqualTo("new");
    }

    @Test
    void theFirstKeySealsAndEveryKeyOpens() throws SecretBox.Unreadable {
        Sealed earlier = new SecretBox(List.of(OLD), new SecureRandom()).seal("s", "secret");
        SecretBox rotated = new SecretBox(List.of(NEW, OLD), new SecureRandom());
        assertThat(rotated.open("s", earlier)).isEqualTo("secret");
        assertThat(rotated.isNewest(earlier)).isFalse();
        assertThat(rotated.isNewest(rotated.seal("s", "x"))).isTrue();
        assertThatThrownBy(() -> new SecretBox(List.of(NEW), new SecureRandom()).open("s", earlier))
                .isInstanceOf(SecretBox.Unreadable.class)
                .hasMessageContaining("old");
    }

    @Test
    void aSecretCanBeMovedNeitherToAnotherOwnerNorToAnotherId() {
        SecretBox box = new SecretBox(List.of(NEW), new SecureRandom());
        Sealed sealed = box.seal("mine", "secret");
        assertThatThrownBy(() -> box.open("yours", sealed)).isInstanceOf(SecretBox.Unreadable.class);
        Sealed moved = new Sealed("other", sealed.keyId(), sealed.text());
        assertThatThrownBy(() -> box.open("mine", moved)).isInstanceOf(SecretBox.Unreadable.class);
        Sealed cut = new Sealed(sealed.id(), "new", "AAAA");
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
