package dev.touchline.alerting.core;

import java.util.List;

/**
 * That a condition fires at a rating.
 *
 * @param evidence the ratings that make it fire, in order, the one at which it fires last
 */
record Finding(List<Mark> evidence, Reason reason) {}
