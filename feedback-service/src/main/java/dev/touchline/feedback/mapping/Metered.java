package dev.touchline.feedback.mapping;

/**
 * A text that charges a budget for being read: some regular expressions go over a text more often than the universe has
 * time for.
 */
record Metered(String text, Budget budget) implements CharSequence {
    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        budget.read();
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
