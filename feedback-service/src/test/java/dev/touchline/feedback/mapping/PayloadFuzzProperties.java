package dev.touchline.feedback.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.feedback.core.Checked;
import dev.touchline.feedback.core.ContentHash;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.ResponseRules;
import dev.touchline.feedback.core.mapping.Outcome;
import dev.touchline.feedback.core.signature.SignatureCheck;
import dev.touchline.feedback.core.signature.SignatureVerifier;
import dev.touchline.feedback.core.webhook.Delivery;
import dev.touchline.feedback.json.BodyReader;
import dev.touchline.feedback.json.ResponseWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Damaged payloads against every shipped mapping and signature. A run has 3,000 of them; with
 * {@code -Dtouchline.fuzz=100000} as many as that.
 */
class PayloadFuzzProperties {
    private static final int RUNS = Integer.getInteger("touchline.fuzz", 3_000);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private record Seed(String mapping, boolean fetched, byte[] body) {}

    private static final List<Seed> CORPUS = corpus();

    @Property(tries = 1)
    void noDamageMakesAMappingThrow(@ForAll Random random) {
        Mutations mutations = new Mutations(random);
        for (int i = 0; i < RUNS; i++) {
            Seed seed = CORPUS.get(random.nextInt(CORPUS.size()));
            byte[] body = mutations.of(seed.body);
            map(seed, body).forEach(PayloadFuzzProperties::assertAccountedFor);
        }
    }

    @Property(tries = 200)
    void theSameDamageAlwaysGivesTheSame(@ForAll Random random) {
        Seed seed = CORPUS.get(random.nextInt(CORPUS.size()));
        byte[] body = new Mutations(random).of(seed.body);
        assertThat(map(seed, body)).isEqualTo(map(seed, body));
    }

    @Property(tries = 1)
    void noDamageMakesAVerifierThrowOrBelieve(@ForAll Random random) {
        Mutations mutations = new Mutations(random);
        List<Mapping> signed = ShippedMappings.NAMES.stream()
                .map(Shipped::mapping)
                .filter(mapping -> mapping.signature() != null)
                .toList();
        for (int i = 0; i < RUNS; i++) {
            Mapping mapping = signed.get(random.nextInt(signed.size()));
            Seed seed = CORPUS.get(random.nextInt(CORPUS.size()));
            String header = new String(
                    mutations.of("sha256=v1,AAAA 1795255200".getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
            Map<String, String> headers = Map.of(
                    "typeform-signature",
                    header,
                    "x-delighted-webhook-signature",
                    header,
                    "webhook-signature",
                    header,
                    "webhook-id",
                    header,
                    "webhook-timestamp",
                    header,
                    "x-chatwoot-signature",
                    header,
                    "x-chatwoot-timestamp",
                    header,
                    "x-zendesk-webhook-signature",
                    header,
                    "x-zendesk-webhook-signature-timestamp",
                    header);
            assertThat(new SignatureVerifier(mapping.signature(), List.of(SECRET))
                            .check(new Delivery(mutations.of(seed.body), headers), Shipped.RECEIVED))
                    .isNotInstanceOf(SignatureCheck.Valid.class);
        }
    }

    private static List<Outcome> map(Seed seed, byte[] body) {
        Mapping mapping = Shipped.mapping(seed.mapping);
        return seed.fetched
                ? mapping.mapFetched(body, Shipped.RECEIVED)
                : mapping.map(new Delivery(body, Map.of()), Shipped.RECEIVED);
    }

    /** Something is said of it, and what is said to be a response can be written, read and hashed. */
    private static void assertAccountedFor(Outcome outcome) {
        switch (outcome) {
            case Outcome.Mapped(var draft, var warnings) -> {
                assertThat(warnings).hasSizeLessThanOrEqualTo(100);
                switch (ResponseRules.check(draft, Shipped.RECEIVED, new Flaws())) {
                    case Checked.Valid(var response) -> {
                        assertThat(ContentHash.of(response)).hasSize(64);
                        BodyReader.json(ResponseWriter.bytes(response), Shipped.RECEIVED);
                    }
                    case Checked.Refused(var flaws) -> assertThat(flaws).isNotEmpty();
                }
            }
            case Outcome.Ignored(var reason) -> assertThat(reason).isNotBlank();
            case Outcome.FetchBack(var survey, var response) -> {
                assertThat(survey).isNotBlank().hasSizeLessThanOrEqualTo(200);
                assertThat(response).isNotBlank().hasSizeLessThanOrEqualTo(200);
            }
            case Outcome.Unmappable(var causes) ->
                assertThat(causes)
                        .isNotEmpty()
                        .allSatisfy(
                                cause -> assertThat(cause.detail()).isNotBlank().doesNotContain("\n", "jndi", "java"));
        }
    }

    private static List<Seed> corpus() {
        Path folder = Path.of("src/test/resources/mappings");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file ->
                            Files.isRegularFile(file) && !file.toString().endsWith(".expected.json"))
                    .sorted()
                    .map(PayloadFuzzProperties::seed)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Seed seed(Path file) {
        try {
            return new Seed(
                    file.getParent().getFileName().toString(),
                    file.getFileName().toString().startsWith("fetched"),
                    Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
