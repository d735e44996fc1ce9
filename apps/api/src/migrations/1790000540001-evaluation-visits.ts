import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 现场核查: the draw of a cycle with its seed, the visits, and who goes. */
export class EvaluationVisits1790000540001 implements MigrationInterface {
  readonly name = 'EvaluationVisits1790000540001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE visit_draws (
        cycle_id uuid PRIMARY KEY CONSTRAINT visit_draw_cycle_exists REFERENCES evaluation_cycles (id),
        seed varchar(60) NOT NULL,
        percent integer NOT NULL,
        fixed_at timestamptz NOT NULL,
        fixed_by uuid NOT NULL CONSTRAINT visit_draw_fixed_by_exists REFERENCES accounts (id),
        drawn_at timestamptz,
        drawn_by uuid CONSTRAINT visit_draw_drawn_by_exists REFERENCES accounts (id),
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT visit_percent_is_a_share CHECK (percent BETWEEN 0 AND 100),
        CONSTRAINT drawn_means_by_whom CHECK ((drawn_at IS NULL) = (drawn_by IS NULL))
      )`);
    // A seed that could be changed could be chosen: whoever doubts a draw must be able to repeat it.
    await runner.query(`
      CREATE FUNCTION seeds_of_visit_draws_stand() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the seed of a draw stands' USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER seeds_of_visit_draws_stand BEFORE UPDATE ON visit_draws FOR EACH ROW
      WHEN (OLD.seed <> NEW.seed OR OLD.percent <> NEW.percent OR OLD.cycle_id <> NEW.cycle_id)
      EXECUTE FUNCTION seeds_of_visit_draws_stand()`);
    await runner.query(`
      CREATE TABLE site_visits (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        evaluation_id uuid NOT NULL CONSTRAINT site_visit_evaluation_exists REFERENCES evaluations (id),
        reason varchar(20) NOT NULL,
        reason_text varchar(500),
        state varchar(10) NOT NULL DEFAULT 'chosen',
        planned_on date,
        note varchar(500) NOT NULL DEFAULT '',
        ended_reason varchar(500),
        lines jsonb NOT NULL DEFAULT '[]',
        summary text NOT NULL DEFAULT '',
        photos jsonb NOT NULL DEFAULT '[]',
        signatures jsonb NOT NULL DEFAULT '[]',
        form_file_id uuid,
        done_at timestamptz,
        done_by uuid CONSTRAINT site_visit_done_by_exists REFERENCES accounts (id),
        chosen_at timestamptz NOT NULL,
        chosen_by uuid NOT NULL CONSTRAINT site_visit_chosen_by_exists REFERENCES accounts (id),
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT a_studio_is_visited_once_in_a_cycle UNIQUE (evaluation_id),
        CONSTRAINT visit_state_is_known CHECK (state IN ('chosen', 'planned', 'done', 'cancelled')),
        CONSTRAINT visit_reason_is_known CHECK (
          reason IN ('excellent-candidate', 'probable-failed', 'random', 'by-hand')),
        CONSTRAINT by_hand_means_why CHECK (reason <> 'by-hand' OR reason_text IS NOT NULL),
        CONSTRAINT planned_means_when CHECK (state NOT IN ('planned', 'done') OR planned_on IS NOT NULL),
        CONSTRAINT visited_means_by_whom CHECK (
          state <> 'done' OR (done_at IS NOT NULL AND done_by IS NOT NULL AND lines <> '[]')),
        CONSTRAINT cancelled_visit_means_why CHECK (state <> 'cancelled' OR ended_reason IS NOT NULL)
      )`);
    await runner.query(`
      CREATE TABLE site_visit_visitors (
        visit_id uuid NOT NULL CONSTRAINT visitor_visit_exists REFERENCES site_visits (id) ON DELETE CASCADE,
        account_id uuid NOT NULL CONSTRAINT visitor_account_exists REFERENCES accounts (id),
        PRIMARY KEY (visit_id, account_id)
      )`);
    await runner.query('CREATE INDEX site_visit_visitors_by_account ON site_visit_visitors (account_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE site_visit_visitors, site_visits, visit_draws');
    await runner.query('DROP FUNCTION seeds_of_visit_draws_stand');
  }
}
