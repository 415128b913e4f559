package dev.touchline.local.crash.sabotage;

/**
 * SQL that takes the effect of goals-service's unique key on needs. Dropping it alone would make every statement fail
 * that names it ({@code ON CONFLICT}); so another takes its place whose order never calls two ids equal.
 */
public final class ForgottenKey {
    /** To be run in the goals database by its owner. */
    public static final String SQL = """
            ALTER TABLE need_noted DROP CONSTRAINT need_noted_pkey;
            CREATE FUNCTION never_equal(a uuid, b uuid) RETURNS integer LANGUAGE sql IMMUTABLE
                AS 'SELECT CASE WHEN a > b THEN 1 ELSE -1 END';
            CREATE OPERATOR CLASS never_equal FOR TYPE uuid USING btree AS
                OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
                FUNCTION 1 never_equal(uuid, uuid);
            CREATE UNIQUE INDEX need_noted_useless_key ON need_noted (need_id never_equal);
            """;

    private ForgottenKey() {}
}
