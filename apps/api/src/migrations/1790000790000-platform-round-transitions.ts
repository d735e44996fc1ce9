import type { MigrationInterface, QueryRunner } from 'typeorm';

interface Guarded {
  readonly table: string;
  readonly moves: Readonly<Record<string, readonly string[]>>;
}

/** Moves of the round's machines as they stood on the day of this migration; a test compares them with the domain. */
const guarded: Readonly<Record<string, Guarded>> = {
  'studio-change': {
    table: 'studio_changes',
    moves: {
      draft: ['submitted', 'withdrawn', 'closed'],
      returned: ['submitted', 'withdrawn', 'closed'],
      submitted: ['endorsed', 'returned', 'withdrawn', 'closed'],
      endorsed: ['returned', 'consented', 'refused', 'withdrawn', 'closed'],
    },
  },
  application: {
    table: 'applications',
    moves: {
      draft: ['submitted', 'withdrawn'],
      returned: ['submitted', 'withdrawn', 'passed-over', 'closed'],
      submitted: ['withdrawn', 'returned', 'recommended', 'passed-over', 'closed'],
      recommended: ['submitted', 'accepted', 'refused', 'closed'],
      refused: ['recommended', 'declined'],
      accepted: ['recommended', 'awarded', 'declined', 'closed'],
    },
  },
  recommendation: {
    table: 'recommendations',
    moves: {
      draft: ['submitted'],
      submitted: ['draft'],
    },
  },
  'review-sheet': {
    table: 'review_sheets',
    moves: {
      draft: ['submitted', 'recused', 'released'],
      submitted: ['draft'],
    },
  },
  round: {
    table: 'upgrade_rounds',
    moves: {
      draft: ['called', 'cancelled'],
      called: ['reviewing', 'cancelled'],
      reviewing: ['proposed', 'cancelled'],
      proposed: ['reviewing', 'publicity', 'cancelled'],
      publicity: ['published'],
    },
  },
};

/**
 * The database refuses a move that no machine of the round knows, as it does for the evaluation. A change of an award moves like any
 * correction by two people, so it has that machine's rows.
 */
export class PlatformRoundTransitions1790000790000 implements MigrationInterface {
  readonly name = 'PlatformRoundTransitions1790000790000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [machine, { table, moves }] of Object.entries(guarded)) {
      const pairs = Object.entries(moves).flatMap(([from, tos]) => tos.map((to) => [from, to] as const));
      await runner.query(`INSERT INTO legal_transitions SELECT $1, * FROM unnest($2::text[], $3::text[])`, [
        machine,
        pairs.map(([from]) => from),
        pairs.map(([, to]) => to),
      ]);
      await guard(runner, table, machine);
    }
    await guard(runner, 'award_changes', 'correction');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER only_legal_transitions ON award_changes');
    for (const [machine, { table }] of Object.entries(guarded)) {
      await runner.query(`DROP TRIGGER only_legal_transitions ON ${table}`);
      await runner.query('DELETE FROM legal_transitions WHERE machine = $1', [machine]);
    }
  }
}

const guard = (runner: QueryRunner, table: string, machine: string): Promise<unknown> =>
  runner.query(`
    CREATE TRIGGER only_legal_transitions BEFORE UPDATE OF state ON ${table}
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION only_legal_transitions('${machine}', 'state')`);
