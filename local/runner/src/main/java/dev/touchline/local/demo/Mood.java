package dev.touchline.local.demo;

/** How a customer feels about a topic; what rating and words have in common. */
enum Mood {
    POOR,
    MIDDLING,
    GOOD;

    /** @param rating on the scale 1–5 */
    static Mood of(int rating) {
        if (rating <= 2) {
            return POOR;
        }
        return rating == 3 ? MIDDLING : GOOD;
    }

    /** Its key in {@code comments.yaml}. */
    String key() {
        return switch (this) {
            case POOR -> "poor";
            case MIDDLING -> "middling";
            case GOOD -> "good";
        };
    }
}
