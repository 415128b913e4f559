package dev.touchline.feedback.http;

import dev.touchline.kit.http.Paging;
import dev.touchline.kit.http.Problem;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list a caller asks for.
 *
 * @param cursor as the page before told; null: from the top
 */
public record PageAsked(
        @QueryParam("limit")
        @Parameter(
                schema =
                        @Schema(
                                type = SchemaType.INTEGER,
                                minimum = "1",
                                maximum = PageAsked.MOST,
                                defaultValue = PageAsked.USUAL))
        @Nullable
        String limit,

        @QueryParam("cursor") @Nullable String cursor) {
    static final String USUAL = "100";
    static final String MOST = "500";

    /**
     * How many fit on it.
     *
     * @throws Problem 400 for a limit that can't be
     */
    int size() {
        return Paging.limit(limit, Integer.parseInt(USUAL), Integer.parseInt(MOST));
    }
}
