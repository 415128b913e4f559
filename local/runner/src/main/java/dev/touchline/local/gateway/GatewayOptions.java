package dev.touchline.local.gateway;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the gateway is told on its command line.
 *
 * @param port where it listens on 127.0.0.1
 * @param keyFile the issuer's signing key
 * @param services port of each service by its name in the path, e.g. {@code feedback -> 8081}
 */
public record GatewayOptions(int port, Path keyFile, Map<String, Integer> services) {
    /** The gateway's own address, without a trailing slash. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The issuer's address, as in the tokens. */
    public String issuer() {
        return url() + "/oidc";
    }

    /** {@code PORT KEYFILE name=port…}, read by {@link #of}. */
    public List<String> toArguments() {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(port), keyFile.toString()));
        services.forEach((name, at) -> arguments.add(name + "=" + at));
        return arguments;
    }

    static GatewayOptions of(List<String> arguments) {
        Map<String, Integer> services = new LinkedHashMap<>();
        for (String pair : arguments.subList(2, arguments.size())) {
            int at = pair.indexOf('=');
            services.put(pair.substring(0, at), Integer.valueOf(pair.substring(at + 1)));
        }
        return new GatewayOptions(Integer.parseInt(arguments.get(0)), Path.of(arguments.get(1)), services);
    }
}
