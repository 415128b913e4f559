package dev.touchline.feedback.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.feedback.core.Checked;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.ResponseRules;
import dev.touchline.feedback.core.mapping.Outcome;
import dev.touchline.feedback.json.ResponseWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentedMappingTest {
    private static final Pattern BLOCK = Pattern.compile("```(yaml|json)\n(.*?)```", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theExampleInTheDocumentationDoesWhatItSays() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("touchline.home"), "docs/mappings.md"));
        List<String> blocks =
                BLOCK.matcher(page).results().map(MatchResult::group).toList();
        Outcome outcome = Shipped.map(Shipped.compiled(content(blocks.get(1))), content(blocks.get(0)))
                .getFirst();
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Mapped.class, mapped -> {
            assertThat(mapped.warnings()).isEmpty();
            assertThat(ResponseRules.check(mapped.draft(), Shipped.RECEIVED, new Flaws()))
                    .isInstanceOfSatisfying(
                            Checked.Valid.class,
                            valid -> assertThat(tree(
                                            new String(ResponseWriter.bytes(valid.response()), StandardCharsets.UTF_8)))
                                    .isEqualTo(tree(content(blocks.get(2)))));
        });
    }

    @Test
    void everyFunctionIsDocumented() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("touchline.home"), "docs/mappings.md"));
        assertThat(Names.FUNCTIONS).allSatisfy(name -> assertThat(page).containsPattern("\\$" + name + "\\b"));
        assertThat(OwnFunctions.BY_NAME.keySet())
                .allSatisfy(name -> assertThat(page).containsPattern("\\$" + name + "\\b"));
    }

    private static String content(String block) {
        return block.substring(block.indexOf('\n') + 1, block.length() - 3);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
