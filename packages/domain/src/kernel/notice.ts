/** A public notice as data: its clauses are what rules cite. */
export interface Notice {
  readonly id: string;
  readonly title: string;
  readonly documentNumber: string;
  readonly issuedOn: string;
  readonly clauses: readonly Clause[];
}

/** One citable passage. `clause` is written as the notice counts, e.g. 三(三); `text` is the passage itself. */
export interface Clause {
  readonly clause: string;
  readonly text: string;
}

export interface Citation {
  readonly notice: string;
  readonly clause: string;
}

/** The passage a citation points to; undefined when the notice has no such clause, which a test forbids for shipped rules. */
export function clauseOf(notices: readonly Notice[], citation: Citation): Clause | undefined {
  return notices
    .find((notice) => notice.id === citation.notice)
    ?.clauses.find((clause) => clause.clause === citation.clause);
}
