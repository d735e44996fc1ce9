import { isCivilDate } from '@jianglian/domain/kernel';
import { z } from 'zod';
import { RefusalParam } from './problem.ts';

export const Id = z.uuid();
export const ById = z.strictObject({ id: Id });
export const CivilDateText = z.string().refine(isCivilDate, 'not-a-date').meta({ format: 'date' });
/** ISO instant in UTC. */
export const Instant = z.iso.datetime({ offset: true });
/** Integer hundredths of a point. */
export const ScoreValue = z.int();
/** Integer fen. */
export const FenValue = z.int();
/** The revision the caller has seen; a stale one is refused with the newer view. */
export const Revision = z.int().min(1);

/** A query flag: `?mine=true`. */
export const Flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** A query field that may repeat: `?tier=chief&tier=national`. */
export const oneOrMore = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.array(schema), schema.transform((one) => [one])]) as z.ZodType<
    z.output<Schema>[],
    z.input<Schema> | z.input<Schema>[]
  >;

/** What keyset pages are asked with: `after` is the opaque `next` of the page before. */
export const PageQuery = {
  after: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** One keyset page. `next` is null on the last. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ rows: z.array(row), next: z.string().nullable() });

/** A button the server offers, with every reason why it cannot be pressed now. */
export const OfferView = z
  .object({
    action: z.string(),
    refusals: z.array(z.object({ code: z.string(), params: z.record(z.string(), RefusalParam) })),
  })
  .meta({ id: 'Offer' });
export type OfferView = z.infer<typeof OfferView>;
