package dev.touchline.local;

/** What a person reads when everything runs. */
final class Welcome {
    private Welcome() {}

    static String text(StackPorts ports, StackFolder folder, boolean demo) {
        String people = demo
                ? "admin · qa · supervisor:billing · supervisor:technical · supervisor:retention · agent:a-01 … agent:a-50"
                : "admin · qa · supervisor:<team> · agent:<agentId>";
        String next = demo
                ? "A team's coaching queue (the first items come within a minute):"
                : "A team's coaching queue (empty until a team, agents, filters and responses are there):";
        return """
                  Start page   %s/
                  feedback     %s
                  alerting     %s
                  coaching     %s
                  goals        %s
                  Kafka        127.0.0.1:%d
                  PostgreSQL   postgresql://touchline@127.0.0.1:%d/coaching (and feedback, alerting, goals)
                  logs         %s
                  settings     %s (source it in a shell)

                Personas: %s

                %s

                  curl -s -H "Authorization: Bearer $(./touchline token supervisor:billing)" %s/api/coaching/v1/teams/billing/queue

                Ctrl-C or ./touchline down stops everything.""".formatted(
                        ports.url(),
                        api(ports, Service.FEEDBACK),
                        api(ports, Service.ALERTING),
                        api(ports, Service.COACHING),
                        api(ports, Service.GOALS),
                        ports.kafka(),
                        ports.postgres(),
                        folder.logs(),
                        folder.localEnv(),
                        people,
                        next,
                        ports.url());
    }

    /** The management port describes the API. */
    private static String api(StackPorts ports, Service service) {
        return "http://127.0.0.1:%d/q/swagger-ui/".formatted(ports.management(service));
    }
}
