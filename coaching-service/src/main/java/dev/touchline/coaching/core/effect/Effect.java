package dev.touchline.coaching.core.effect;

/** What became of a coaching, with the sentence that says it to supervisor and agent. */
public sealed interface Effect {
    Verdict verdict();

    String sentence();

    /** Too little was answered to compare anything. */
    record TooFew(String sentence) implements Effect {
        @Override
        public Verdict verdict() {
            return Verdict.INCONCLUSIVE;
        }
    }

    /**
     * Both windows were compared.
     *
     * @param coached the agent's answers
     * @param expected the poor share after that was to be expected without coaching, 0 to 1
     * @param difference the share after less the expected one; below 0 is better
     * @param low lower end of the 95 % interval of the difference
     * @param high upper end of it
     * @param peers how many agents it was compared with
     * @param peersBefore their answers before, together
     * @param peersAfter their answers after, together
     */
    record Measured(
            Course coached,
            double expected,
            double difference,
            double low,
            double high,
            int peers,
            Tally peersBefore,
            Tally peersAfter)
            implements Effect {
        @Override
        public Verdict verdict() {
            if (high < 0) {
                return Verdict.BETTER;
            }
            return low > 0 ? Verdict.WORSE : Verdict.INCONCLUSIVE;
        }

        @Override
        public String sentence() {
            return EffectWords.of(this);
        }
    }
}
