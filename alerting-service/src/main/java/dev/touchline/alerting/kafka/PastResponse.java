package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Response;

/**
 * A stored response, as far as a backtest looks at it.
 *
 * @param response without ratings on topics that nobody asks for
 */
record PastResponse(String agent, Response response) {}
