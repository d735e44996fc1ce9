/** How much the bench fills in; the sizes unless told (`--studios`, `--activities`). */
export interface Size {
  readonly studios: number;
  readonly activities: number;
}

export const fullSize: Size = { studios: 20_000, activities: 1_000_000 };
