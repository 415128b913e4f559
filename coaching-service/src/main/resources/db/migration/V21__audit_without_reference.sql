-- The needs' batches and claims write history in the transaction that writes its items, which are never deleted; looking each
-- of them up again, and locking it once more, cost more than the row itself.
ALTER TABLE audit DROP CONSTRAINT audit_item_id_fkey;
