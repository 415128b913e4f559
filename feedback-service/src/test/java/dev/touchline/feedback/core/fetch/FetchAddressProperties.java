package dev.touchline.feedback.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FetchAddressProperties {
    private static final String BASE = "https://platform.example/API/v3/";

    @Property
    void aNoticeNeverChoosesTheHostNorWalksAlongThePath(@ForAll String survey, @ForAll String response) {
        FetchAddress.of(BASE, FetchAddress.USUAL_PATH, survey, response).ifPresent(uri -> {
            assertThat(uri.getHost()).isEqualTo("platform.example");
            assertThat(uri.normalize()).isEqualTo(uri);
            assertThat(uri.getRawPath().split("/")).hasSize(7);
            assertThat(uri.getRawQuery()).isNull();
        });
    }
}
