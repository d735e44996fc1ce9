import { default2024 } from '@jianglian/domain/evaluation';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rubric the portal ships with. A test pins its content: another default is another version in another migration. */
export class EvaluationDefaultRubric1790000500002 implements MigrationInterface {
  readonly name = 'EvaluationDefaultRubric1790000500002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `INSERT INTO rubrics (version, content, published_at) VALUES ($1, $2, '2024-07-03T00:00:00+08:00')`,
      [default2024.version, JSON.stringify(default2024)],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE rubrics DISABLE TRIGGER published_rubrics_never_change');
    await runner.query('DELETE FROM rubrics WHERE version = $1', [default2024.version]);
    await runner.query('ALTER TABLE rubrics ENABLE TRIGGER published_rubrics_never_change');
  }
}
