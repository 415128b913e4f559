package dev.touchline.goals.core;

/** What a goal is for. */
public enum GoalKind {
    /** How well contacts are handled, as customers rate it. */
    QUALITY
}
