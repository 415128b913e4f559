package dev.touchline.feedback.live;

/** Word that a response is not about this agent after all; it stands under another one. */
public record LiveRetraction(int partition, long offset, String source, String responseId, String agentId, String team)
        implements LiveRecord {
    @Override
    public Position addTo(Position position) {
        return position.after(partition, offset);
    }

    @Override
    public boolean isAfter(Position position) {
        return offset >= position.next(partition);
    }
}
