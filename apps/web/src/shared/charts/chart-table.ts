/** The numbers of a chart as a table: the accessible form, and what CSV saves. */
export interface ChartTable {
  readonly columns: readonly { readonly title: string; readonly numeric?: boolean }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}
