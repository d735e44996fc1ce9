/** One handing in, newest last. */
export interface Submission {
  readonly number: number;
  readonly at: string;
  readonly late: boolean;
  readonly digest: string;
}
