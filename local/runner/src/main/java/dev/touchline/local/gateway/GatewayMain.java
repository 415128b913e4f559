package dev.touchline.local.gateway;

import dev.touchline.local.identity.AuthorizationCodes;
import dev.touchline.local.identity.Issuer;
import dev.touchline.local.identity.SigningKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** The gateway's process. */
public final class GatewayMain {
    private GatewayMain() {}

    /** Listens until it is stopped; ends with 1 and a sentence when the port is taken. */
    public static void main(String[] arguments) throws IOException {
        GatewayOptions options = GatewayOptions.of(List.of(arguments));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        listen(vertx, options)
                .onSuccess(_ -> System.out.println("Gateway listens url=" + options.url()))
                .onFailure(failure -> {
                    System.err.println("Gateway cannot listen url=" + options.url() + " cause=" + failure.getMessage());
                    Runtime.getRuntime().halt(1);
                });
    }

    static Future<HttpServer> listen(Vertx vertx, GatewayOptions options) throws IOException {
        Clock clock = Clock.systemUTC();
        Issuer issuer = new Issuer(options.issuer(), SigningKey.load(options.keyFile()), clock);
        Gateway gateway = new Gateway(
                options,
                new OidcEndpoint(issuer, new AuthorizationCodes(clock)),
                ServiceProxy.create(vertx, options.services()));
        return vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(options.port()))
                .requestHandler(gateway::handle)
                .listen();
    }
}
