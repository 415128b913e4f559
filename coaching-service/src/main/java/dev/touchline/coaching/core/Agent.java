package dev.touchline.coaching.core;

/** The person that an item is about, as the last need named them. */
public record Agent(String id, String name) {}
