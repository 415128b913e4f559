package dev.touchline.coaching.store;

import dev.touchline.coaching.core.CaseChanges.ItemStep;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.core.Step;
import dev.touchline.coaching.core.effect.Terms;
import dev.touchline.coaching.core.effect.Windows;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Table {@code effect_study}: what a session's effect will be judged by, written with the session. */
final class StudyRows {
    private StudyRows() {}

    /** Fixes the study of a completed coaching; other steps have none. */
    static void fix(Handle handle, ItemStep taken) {
        Item item = taken.item();
        Step step = taken.step();
        if (step.action() != Step.Action.COMPLETED || item.kind() != Kind.COACHING) {
            return;
        }
        Terms terms = Terms.USUAL;
        Windows windows = Windows.of(step.at(), firstFlagged(handle, item, step.at()), terms);
        handle.createUpdate("""
                        INSERT INTO effect_study (item_id, agent_id, topic, metric, before_from, before_to, after_from,
                            after_to, least_answers, least_peers, fixed_at)
                        VALUES (:item, :agent, :topic, 'poor-share', :beforeFrom, :beforeTo, :afterFrom, :afterTo,
                            :leastAnswers, :leastPeers, :at)
                        """)
                .bind("item", item.id())
                .bind("agent", item.agent().id())
                .bind("topic", item.topic())
                .bind("beforeFrom", windows.beforeFrom())
                .bind("beforeTo", windows.beforeTo())
                .bind("afterFrom", windows.afterFrom())
                .bind("afterTo", windows.afterTo())
                .bind("leastAnswers", terms.leastAnswers())
                .bind("leastPeers", terms.leastPeers())
                .bind("at", step.at())
                .execute();
    }

    /** When the oldest evidence was answered; when all of it was withdrawn meanwhile, the end of the session. */
    private static Instant firstFlagged(Handle handle, Item item, Instant ended) {
        return handle.createQuery("SELECT min(responded_at) FROM evidence WHERE item_id = :item")
                .bind("item", item.id())
                .mapTo(Instant.class)
                .findOne()
                .orElse(ended);
    }
}
