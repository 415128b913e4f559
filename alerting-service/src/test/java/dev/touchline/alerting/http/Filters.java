package dev.touchline.alerting.http;

import static io.restassured.RestAssured.given;

import dev.touchline.backing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Speaks to the service under test as a QA analyst does. */
public final class Filters {
    static final String PATH = "/api/alerting/v1/filters/";

    private Filters() {}

    /** One that no preset equals; {@code more} is further JSON fields, each with a leading comma. */
    static String body(String topic, double scoreAtMost, String more) {
        return """
                {"name":"Poor","topics":["%s"],"when":{"each":{"scoreAtMost":%s}},"cooldown":"PT0S"%s}
                """.formatted(topic, scoreAtMost, more);
    }

    /** Puts a filter that is enabled by force. */
    public static Response force(String id, String topic, double scoreAtMost) {
        return put(id, body(topic, scoreAtMost, ",\"force\":\"a test\""));
    }

    /** Makes a further version of it. */
    public static Response replace(String id, String topic, double scoreAtMost, long version) {
        return put(id, body(topic, scoreAtMost, ",\"force\":\"a test\""), version);
    }

    static Response put(String id, String body) {
        return asQa().body(body).put(PATH + id);
    }

    static Response put(String id, String body, long version) {
        return asQa().header("If-Match", "\"" + version + "\"").body(body).put(PATH + id);
    }

    static Response get(String id) {
        return asQa().get(PATH + id);
    }

    static RequestSpecification asQa() {
        return given().auth().oauth2(TestTokens.qa()).contentType(ContentType.JSON);
    }
}
