package dev.touchline.feedback.core.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

class MentionsProperties {
    @Property
    void aReferenceIsFoundHoweverTheBodyIsWritten(@ForAll @StringLength(min = 4, max = 40) String ref) {
        if (ref.strip().length() < Mentions.SHORTEST) {
            return;
        }
        Mentions mentions = Mentions.of(ref).orElseThrow();
        String json = "{\"who\":\"" + ref.replace("\\", "\\\\").replace("\"", "\\\"") + "\",\"n\":5}";
        assertThat(mentions.in(utf8(json))).isTrue();
        assertThat(mentions.in(utf8("a=1&who=" + URLEncoder.encode(ref, StandardCharsets.UTF_8) + "&b=2")))
                .isTrue();
        assertThat(mentions.in(utf8("payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8))))
                .isTrue();
        assertThat(mentions.in(utf8(ref))).isTrue();
    }

    @Property
    void aLongerReferenceIsAnotherOne(@ForAll("words") String ref, @ForAll("words") String more) {
        Mentions mentions = Mentions.of(ref).orElseThrow();
        assertThat(mentions.in(utf8("{\"who\":\"" + ref + more + "\"}")))
                .isEqualTo(mentions.in(utf8(ref + more)))
                .isFalse();
    }

    @Provide
    Arbitrary<String> words() {
        // Distinct halves, so that a word can't be found in another one's repetition.
        return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(4).ofMaxLength(12);
    }

    @Example
    void escapesBeforeAReferenceAreNoPartOfIt() {
        Mentions mentions = Mentions.of("cust-5").orElseThrow();
        assertThat(mentions.in(utf8("\"said\\ncust-5 is me\""))).isTrue();
        assertThat(mentions.in(utf8("%22cust-5%22"))).isTrue();
        assertThat(mentions.in(utf8("\\u0022cust-5\\u0022"))).isTrue();
        assertThat(mentions.in(utf8("cust-57"))).isFalse();
        assertThat(mentions.in(utf8("xcust-5"))).isFalse();
        assertThat(mentions.in(utf8("cust-5-1"))).isFalse();
    }

    @Example
    void otherAlphabetsAreFoundAsJsonAndFormsEscapeThem() {
        Mentions mentions = Mentions.of("Zoë Ōtani").orElseThrow();
        assertThat(mentions.in(utf8("{\"name\":\"Zo\\u00eb \\u014ctani\"}"))).isTrue();
        assertThat(mentions.in(utf8("{\"name\":\"Zo\\u00EB \\u014Ctani\"}"))).isTrue();
        assertThat(mentions.in(utf8("name=Zo%C3%AB+%C5%8Ctani"))).isTrue();
        assertThat(mentions.in(utf8(
                        "name=Zo%c3%ab%20%c5%8ctani".toLowerCase(Locale.ROOT).replace("zo", "Zo"))))
                .isTrue();
    }

    @Example
    void whatIsTooShortIsNotLookedFor() {
        assertThat(Mentions.of("123")).isEmpty();
        assertThat(Mentions.of("  5 ")).isEmpty();
        assertThat(Mentions.of("1234")).isPresent();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
