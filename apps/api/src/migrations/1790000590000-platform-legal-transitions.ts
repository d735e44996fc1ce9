import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Moves of the machines as they stood on the day of this migration; a test compares them with the domain. */
const guarded: Readonly<Record<string, Guarded>> = {
  activity: {
    table: 'activities',
    column: 'state',
    moves: {
      draft: ['submitted'],
      returned: ['submitted'],
      submitted: ['draft', 'verified', 'returned'],
      verified: ['superseded'],
    },
  },
  report: {
    table: 'studio_reports',
    column: 'state',
    moves: {
      draft: ['submitted'],
      submitted: ['draft'],
    },
  },
  correction: {
    table: 'evaluation_corrections',
    column: 'state',
    moves: {
      proposed: ['released', 'discarded'],
    },
  },
  cycle: {
    table: 'evaluation_cycles',
    column: 'state',
    moves: {
      draft: ['self-evaluation', 'cancelled'],
      'self-evaluation': ['scoring', 'cancelled'],
      scoring: ['deciding', 'cancelled'],
      deciding: ['proposed', 'cancelled'],
      proposed: ['deciding', 'publicity', 'cancelled'],
      publicity: ['published'],
    },
  },
  evaluation: {
    table: 'evaluations',
    column: 'state',
    moves: {
      planned: ['self-evaluating', 'withdrawn'],
      'self-evaluating': ['submitted', 'missed', 'withdrawn'],
      submitted: ['self-evaluating', 'scored', 'withdrawn'],
      missed: ['self-evaluating', 'decided', 'withdrawn'],
      scored: ['submitted', 'decided', 'withdrawn'],
      decided: ['scored', 'announced', 'withdrawn'],
      announced: ['published', 'withdrawn'],
      retracted: ['published'],
      published: ['retracted'],
      withdrawn: ['planned'],
    },
  },
  objection: {
    table: 'objections',
    column: 'state',
    moves: {
      filed: ['under-review', 'withdrawn'],
      'under-review': ['upheld', 'rejected', 'withdrawn'],
    },
  },
  opinion: {
    table: 'opinions',
    column: 'state',
    moves: {
      pending: ['agreed', 'adjusted', 'returned'],
      agreed: ['pending'],
      adjusted: ['pending'],
      returned: ['pending'],
    },
  },
  rectification: {
    table: 'rectifications',
    column: 'state',
    moves: {
      drafted: ['ordered', 'withdrawn'],
      ordered: ['planned', 'failed', 'withdrawn'],
      planned: ['ordered', 'rectifying', 'reported', 'failed', 'withdrawn'],
      rectifying: ['reported', 'failed', 'withdrawn'],
      reported: ['checking', 'withdrawn'],
      checking: ['passed', 'failed', 'withdrawn'],
      failed: ['noticed', 'withdrawn'],
      noticed: ['stated', 'downgraded', 'revoked', 'reported-to-ministry', 'withdrawn'],
      answered: ['stated', 'reported', 'downgraded', 'revoked', 'reported-to-ministry', 'withdrawn'],
      stated: ['answered', 'reported', 'withdrawn'],
      'reported-to-ministry': ['confirmed', 'failed', 'withdrawn'],
    },
  },
  scoresheet: {
    table: 'scoresheets',
    column: 'state',
    moves: {
      draft: ['submitted', 'recused', 'released'],
      submitted: ['draft', 'sealed'],
    },
  },
  visit: {
    table: 'site_visits',
    column: 'state',
    moves: {
      chosen: ['planned', 'cancelled'],
      planned: ['done', 'cancelled'],
      cancelled: ['chosen'],
      done: ['planned'],
    },
  },
  'award-import': {
    table: 'award_imports',
    column: 'state',
    moves: {
      uploaded: ['mapped', 'cancelled'],
      checked: ['mapped', 'checking', 'applying', 'cancelled'],
      failed: ['mapped', 'checking', 'cancelled'],
      mapped: ['checking', 'cancelled'],
      checking: ['checked', 'failed', 'cancelled'],
      applying: ['applied', 'failed'],
    },
  },
  'studio-standing': {
    table: 'studios',
    column: 'standing',
    moves: {
      active: ['rectifying', 'terminated'],
      rectifying: ['active', 'revoked', 'terminated'],
    },
  },
};

interface Guarded {
  readonly table: string;
  readonly column: string;
  readonly moves: Readonly<Record<string, readonly string[]>>;
}

/**
 * The database refuses a move that no machine knows, also when a service is bypassed. A change of a machine is a new
 * migration that adds or removes its rows.
 */
export class PlatformLegalTransitions1790000590000 implements MigrationInterface {
  readonly name = 'PlatformLegalTransitions1790000590000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE legal_transitions (
        machine varchar(40) NOT NULL,
        from_state varchar(40) NOT NULL,
        to_state varchar(40) NOT NULL,
        PRIMARY KEY (machine, from_state, to_state)
      )`);
    await runner.query(`
      CREATE FUNCTION only_legal_transitions() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        was text := to_jsonb(OLD) ->> TG_ARGV[1];
        becomes text := to_jsonb(NEW) ->> TG_ARGV[1];
      BEGIN
        IF NOT EXISTS (
          SELECT FROM legal_transitions
          WHERE machine = TG_ARGV[0] AND from_state = was AND to_state = becomes) THEN
          RAISE EXCEPTION '%: no move leads from % to %', TG_ARGV[0], was, becomes USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$`);
    for (const [machine, { table, column, moves }] of Object.entries(guarded)) {
      const pairs = Object.entries(moves).flatMap(([from, tos]) => tos.map((to) => [from, to] as const));
      await runner.query(`INSERT INTO legal_transitions SELECT $1, * FROM unnest($2::text[], $3::text[])`, [
        machine,
        pairs.map(([from]) => from),
        pairs.map(([, to]) => to),
      ]);
      await runner.query(`
        CREATE TRIGGER only_legal_transitions BEFORE UPDATE OF ${column} ON ${table}
        FOR EACH ROW WHEN (OLD.${column} IS DISTINCT FROM NEW.${column})
        EXECUTE FUNCTION only_legal_transitions('${machine}', '${column}')`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table } of Object.values(guarded))
      await runner.query(`DROP TRIGGER only_legal_transitions ON ${table}`);
    await runner.query('DROP FUNCTION only_legal_transitions');
    await runner.query('DROP TABLE legal_transitions');
  }
}
