import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 补助经费台账, 四(一): what was paid, settled and paid back, what studios report, and the verdicts on it. Nothing is changed. */
export class UpgradeSubsidy1790000717000 implements MigrationInterface {
  readonly name = 'UpgradeSubsidy1790000717000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE subsidy_settings (
        id boolean PRIMARY KEY DEFAULT true,
        content jsonb NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT there_are_subsidy_settings_once CHECK (id)
      )`);
    await runner.query(`INSERT INTO subsidy_settings (content) VALUES ('{"reportDue": "01-31"}')`);
    await runner.query(`
      CREATE TABLE subsidy_entries (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        studio_id uuid NOT NULL,
        number integer NOT NULL,
        position integer NOT NULL,
        kind varchar(12) NOT NULL,
        fen bigint NOT NULL,
        happened_on date NOT NULL,
        document_number varchar(60),
        reason varchar(500),
        file_id uuid,
        reverses_id uuid,
        entered_by uuid CONSTRAINT subsidy_entry_account_exists REFERENCES accounts (id),
        entered_at timestamptz NOT NULL,
        CONSTRAINT subsidy_entries_are_counted UNIQUE (studio_id, number),
        CONSTRAINT a_subsidy_entry_is_reversed_once UNIQUE (reverses_id),
        CONSTRAINT subsidy_entry_belongs_to_an_event FOREIGN KEY (studio_id, position)
          REFERENCES studio_events (studio_id, position),
        CONSTRAINT subsidy_entry_reverses_an_entry FOREIGN KEY (reverses_id) REFERENCES subsidy_entries (id),
        CONSTRAINT subsidy_entry_kind_is_known CHECK (kind IN (
          'payment', 'class-amount', 'settlement', 'repayment', 'reversal')),
        CONSTRAINT subsidy_entry_has_an_amount CHECK (fen > 0 OR (fen = 0 AND kind IN ('settlement', 'reversal'))),
        CONSTRAINT money_moves_by_document CHECK (
          kind NOT IN ('payment', 'class-amount', 'repayment') OR document_number <> ''),
        CONSTRAINT a_subsidy_decision_says_why CHECK (kind NOT IN ('settlement', 'reversal') OR reason <> ''),
        CONSTRAINT only_a_reversal_reverses CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL))
      )`);
    await runner.query('CREATE INDEX subsidy_entries_by_file ON subsidy_entries (file_id) WHERE file_id IS NOT NULL');
    await runner.query(`
      CREATE TABLE subsidy_statements (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        studio_id uuid NOT NULL CONSTRAINT subsidy_statement_studio_exists REFERENCES studios (id),
        kind varchar(10) NOT NULL,
        year integer NOT NULL,
        happened_on date,
        fen bigint NOT NULL,
        items jsonb NOT NULL DEFAULT '[]',
        note varchar(500) NOT NULL DEFAULT '',
        file_id uuid,
        stated_by uuid NOT NULL CONSTRAINT subsidy_statement_account_exists REFERENCES accounts (id),
        stated_at timestamptz NOT NULL,
        CONSTRAINT subsidy_statement_kind_is_known CHECK (kind IN ('matching', 'spending')),
        CONSTRAINT subsidy_statement_has_an_amount CHECK (fen > 0 OR (fen = 0 AND kind = 'spending' AND note <> '')),
        CONSTRAINT a_matching_has_its_day CHECK ((kind = 'matching') = (happened_on IS NOT NULL)),
        CONSTRAINT what_was_spent_has_its_items CHECK ((kind = 'spending' AND fen > 0) = (jsonb_array_length(items) > 0))
      )`);
    await runner.query('CREATE INDEX subsidy_statements_by_studio ON subsidy_statements (studio_id, year)');
    await runner.query(
      'CREATE INDEX subsidy_statements_by_file ON subsidy_statements (file_id) WHERE file_id IS NOT NULL',
    );
    await runner.query(`
      CREATE TABLE subsidy_verdicts (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        statement_id uuid NOT NULL CONSTRAINT subsidy_verdict_has_its_statement REFERENCES subsidy_statements (id),
        number integer NOT NULL,
        verdict varchar(10) NOT NULL,
        reason varchar(500),
        judged_by uuid NOT NULL CONSTRAINT subsidy_verdict_account_exists REFERENCES accounts (id),
        judged_at timestamptz NOT NULL,
        CONSTRAINT subsidy_verdicts_are_counted UNIQUE (statement_id, number),
        CONSTRAINT subsidy_verdict_is_known CHECK (verdict IN ('verified', 'returned')),
        CONSTRAINT a_returned_statement_says_why CHECK (verdict = 'verified' OR reason <> '')
      )`);
    await runner.query(`
      CREATE FUNCTION the_subsidy_ledger_stands() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the ledger is never changed' USING ERRCODE = 'restrict_violation';
      END $$`);
    for (const table of ['subsidy_entries', 'subsidy_statements', 'subsidy_verdicts']) {
      await runner.query(`
        CREATE TRIGGER the_subsidy_ledger_stands BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION the_subsidy_ledger_stands()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE subsidy_verdicts, subsidy_statements, subsidy_entries, subsidy_settings');
    await runner.query('DROP FUNCTION the_subsidy_ledger_stands');
  }
}
