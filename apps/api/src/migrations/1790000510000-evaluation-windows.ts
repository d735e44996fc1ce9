import type { MigrationInterface, QueryRunner } from 'typeorm';

const steps = ['self_evaluation', 'opinion', 'scoring', 'visits', 'decision', 'publicity'];

/** Every step of a cycle has a date it is asked for by and a closing; a single studio may be given more time. */
export class EvaluationWindows1790000510000 implements MigrationInterface {
  readonly name = 'EvaluationWindows1790000510000';

  async up(runner: QueryRunner): Promise<void> {
    const closing = (step: string) => `ADD COLUMN ${step}_closes_at timestamptz`;
    await runner.query(`
      ALTER TABLE evaluation_cycles
        ${steps.map((step) => `ADD COLUMN ${step}_due_at timestamptz`).join(', ')},
        ${['opinion', 'visits', 'decision', 'publicity'].map(closing).join(', ')},
        ADD COLUMN publicity_working_days integer NOT NULL DEFAULT 5`);
    // What ran before had two closings: the opinion lies between them, the rest follows as it usually does.
    await runner.query(`
      UPDATE evaluation_cycles SET
        opinion_closes_at = self_evaluation_closes_at
          + greatest((scoring_closes_at - self_evaluation_closes_at) / 3, interval '1 second'),
        visits_closes_at = scoring_closes_at + interval '14 days',
        decision_closes_at = scoring_closes_at + interval '28 days',
        publicity_closes_at = scoring_closes_at + interval '35 days'`);
    await runner.query(
      `UPDATE evaluation_cycles SET ${steps.map((step) => `${step}_due_at = ${step}_closes_at`).join(', ')}`,
    );
    const required = steps.flatMap((step) => [
      `ALTER COLUMN ${step}_due_at SET NOT NULL`,
      `ALTER COLUMN ${step}_closes_at SET NOT NULL`,
    ]);
    await runner.query(`
      ALTER TABLE evaluation_cycles ${required.join(', ')},
        ALTER COLUMN publicity_working_days DROP DEFAULT,
        ADD CONSTRAINT cycle_publicity_has_days CHECK (publicity_working_days BETWEEN 1 AND 60),
        ADD CONSTRAINT cycle_windows_are_in_order CHECK (
          state IN ('draft', 'cancelled') OR (
            ${steps.map((step) => `${step}_due_at <= ${step}_closes_at`).join(' AND ')}
            AND ${steps
              .slice(1)
              .map((step, place) => `${steps[place]}_closes_at < ${step}_closes_at`)
              .join(' AND ')}))`);
    await runner.query(`
      CREATE TABLE evaluation_extensions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        evaluation_id uuid NOT NULL CONSTRAINT extension_evaluation_exists REFERENCES evaluations (id),
        step varchar(16) NOT NULL,
        closes_at timestamptz NOT NULL,
        reason varchar(500) NOT NULL,
        account_id uuid,
        at timestamptz NOT NULL,
        CONSTRAINT extension_step_is_known CHECK (step IN ('selfEvaluation', 'opinion', 'scoring'))
      )`);
    await runner.query(
      'CREATE INDEX evaluation_extensions_by_step ON evaluation_extensions (evaluation_id, step, closes_at)',
    );
    await runner.query(`
      INSERT INTO evaluation_extensions (evaluation_id, step, closes_at, reason, at)
      SELECT e.id, 'selfEvaluation', e.self_evaluation_closes_at, coalesce((
          SELECT a.reason FROM audit_records a
          WHERE a.subject_type = 'evaluation' AND a.subject_id = e.id::text AND a.action = 'extended'
          ORDER BY a.id DESC LIMIT 1), '延期'), now()
      FROM evaluations e WHERE e.self_evaluation_closes_at IS NOT NULL`);
    await runner.query('ALTER TABLE evaluations DROP COLUMN self_evaluation_closes_at');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE evaluations ADD COLUMN self_evaluation_closes_at timestamptz');
    await runner.query(`
      UPDATE evaluations e SET self_evaluation_closes_at = x.closes_at
      FROM (SELECT evaluation_id, max(closes_at) AS closes_at FROM evaluation_extensions
            WHERE step = 'selfEvaluation' GROUP BY evaluation_id) x
      WHERE x.evaluation_id = e.id`);
    await runner.query('DROP TABLE evaluation_extensions');
    const added = [
      ...steps.map((step) => `${step}_due_at`),
      ...['opinion', 'visits', 'decision', 'publicity'].map((step) => `${step}_closes_at`),
      'publicity_working_days',
    ];
    await runner.query(`ALTER TABLE evaluation_cycles ${added.map((name) => `DROP COLUMN ${name}`).join(', ')}`);
  }
}
