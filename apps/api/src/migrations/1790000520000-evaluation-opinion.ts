import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every handing in of a self-evaluation as it was, and the recommender's opinion of it. */
export class EvaluationOpinion1790000520000 implements MigrationInterface {
  readonly name = 'EvaluationOpinion1790000520000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE self_evaluation_submissions (
        evaluation_id uuid NOT NULL CONSTRAINT self_submission_evaluation_exists REFERENCES evaluations (id),
        number integer NOT NULL,
        submitted_at timestamptz NOT NULL,
        late boolean NOT NULL,
        lines jsonb NOT NULL,
        digest varchar(12) NOT NULL,
        account_id uuid,
        PRIMARY KEY (evaluation_id, number),
        CONSTRAINT self_submissions_are_counted CHECK (number >= 1),
        CONSTRAINT self_submission_digest_is_hexadecimal CHECK (digest ~ '^[0-9A-F]{12}$')
      )`);
    await runner.query(`
      CREATE FUNCTION self_evaluation_submissions_stand() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'what was handed in stands' USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER self_evaluation_submissions_stand BEFORE UPDATE OR DELETE ON self_evaluation_submissions
      FOR EACH ROW EXECUTE FUNCTION self_evaluation_submissions_stand()`);
    // What was handed in before versions were kept: as it stands now is as it was handed in.
    await runner.query(`
      INSERT INTO self_evaluation_submissions (evaluation_id, number, submitted_at, late, lines, digest, account_id)
      SELECT e.id, 1, e.self_submitted_at, false, l.lines,
             upper(left(encode(sha256(convert_to(l.lines::text, 'UTF8')), 'hex'), 12)), NULL
      FROM evaluations e CROSS JOIN LATERAL (
        SELECT coalesce(jsonb_agg(jsonb_build_object('indicator', k.indicator, 'score', k.score, 'text', k.text,
                 'evidence', k.evidence) ORDER BY k.indicator), '[]') AS lines
        FROM self_evaluation_lines k WHERE k.evaluation_id = e.id) l
      WHERE e.self_submitted_at IS NOT NULL`);
    await runner.query(`
      CREATE TABLE opinions (
        evaluation_id uuid PRIMARY KEY CONSTRAINT opinion_evaluation_exists REFERENCES evaluations (id),
        state varchar(10) NOT NULL DEFAULT 'pending',
        comment varchar(2000) NOT NULL DEFAULT '',
        lines jsonb NOT NULL DEFAULT '[]',
        given_at timestamptz,
        given_by uuid,
        late boolean NOT NULL DEFAULT false,
        returned_at timestamptz,
        returned_by uuid,
        return_reason varchar(1000),
        return_until timestamptz,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT opinion_state_is_known CHECK (state IN ('pending', 'agreed', 'adjusted', 'returned')),
        CONSTRAINT a_given_opinion_has_its_giver CHECK (
          (state IN ('agreed', 'adjusted')) = (given_at IS NOT NULL AND given_by IS NOT NULL)),
        CONSTRAINT agreement_adjusts_nothing CHECK (state <> 'agreed' OR lines = '[]'),
        CONSTRAINT adjustment_adjusts_something CHECK (state <> 'adjusted' OR jsonb_array_length(lines) > 0),
        CONSTRAINT a_return_says_why CHECK (
          (returned_at IS NULL AND return_reason IS NULL AND returned_by IS NULL AND return_until IS NULL)
          OR (returned_at IS NOT NULL AND return_reason <> '' AND returned_by IS NOT NULL AND return_until > returned_at)),
        CONSTRAINT returned_means_when CHECK (state <> 'returned' OR returned_at IS NOT NULL)
      )`);
    // One return in a cycle: what was returned once keeps its first return for good.
    await runner.query(`
      CREATE FUNCTION an_opinion_returns_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a self-evaluation is returned once' USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER an_opinion_returns_once BEFORE UPDATE ON opinions FOR EACH ROW
      WHEN (OLD.returned_at IS NOT NULL AND (NEW.returned_at IS DISTINCT FROM OLD.returned_at
            OR NEW.return_reason IS DISTINCT FROM OLD.return_reason))
      EXECUTE FUNCTION an_opinion_returns_once()`);
    await runner.query(`
      ALTER TABLE evaluation_cycles ADD opinion_return_days integer NOT NULL DEFAULT 3,
        ADD CONSTRAINT cycle_return_leaves_days CHECK (opinion_return_days BETWEEN 1 AND 30)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE evaluation_cycles DROP opinion_return_days');
    await runner.query('DROP TABLE opinions, self_evaluation_submissions');
    await runner.query('DROP FUNCTION an_opinion_returns_once');
    await runner.query('DROP FUNCTION self_evaluation_submissions_stand');
  }
}
