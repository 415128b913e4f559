package dev.touchline.coaching.core.effect;

/** One agent's answers on a topic in the two windows of a study. */
public record Course(Tally before, Tally after) {}
