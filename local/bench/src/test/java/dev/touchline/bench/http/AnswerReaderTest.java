package dev.touchline.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private static final String WITH_LENGTH = "HTTP/1.1 202 Accepted\r\ncontent-length: 5\r\nETag: \"7\"\r\n\r\nhello";
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n";
    private static final String EMPTY = "HTTP/1.1 304 Not Modified\r\nETag: \"8\"\r\n\r\n";

    private final AnswerReader reader = new AnswerReader();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void answersAreTheSameInWhateverPiecesTheyArrive(int piece) throws IOException {
        // when
        List<Answer> answers = readAll(WITH_LENGTH + CHUNKED + EMPTY + WITH_LENGTH, piece);

        // then
        assertThat(answers).extracting(Answer::status).containsExactly(202, 200, 304, 202);
        assertThat(answers).extracting(Answer::text).containsExactly("hello", "hello world", "", "hello");
        assertThat(answers).extracting(Answer::etag).containsExactly("\"7\"", null, "\"8\"", "\"7\"");
    }

    @Test
    void aBodyLargerThanTheBuffersIsWhole() throws IOException {
        // given
        String body = "0123456789".repeat(5000);

        // when
        List<Answer> answers = readAll("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n" + body, 999);

        // then
        assertThat(answers).singleElement().extracting(Answer::text).isEqualTo(body);
    }

    @Test
    void whatIsNoHttpIsRefused() {
        assertThatThrownBy(() -> readAll("SSH-2.0-OpenSSH\r\n\r\n", 100)).isInstanceOf(IOException.class);
    }

    private List<Answer> readAll(String bytes, int piece) throws IOException {
        byte[] all = bytes.getBytes(StandardCharsets.UTF_8);
        List<Answer> answers = new ArrayList<>();
        for (int from = 0; from < all.length; from += piece) {
            ByteBuffer in = ByteBuffer.wrap(all, from, Math.min(piece, all.length - from));
            while (in.hasRemaining()) {
                Answer answer = reader.read(in);
                if (answer != null) {
                    answers.add(answer);
                }
            }
        }
        return answers;
    }
}
