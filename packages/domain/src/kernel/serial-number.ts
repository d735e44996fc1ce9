/** Digits and letters that are not mistaken for each other, as in GB 32100. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** One kind of number: what it begins with, and how many signs of the id it carries, in two groups. */
export interface SerialKind {
  readonly prefix: string;
  /** Even; 8 signs are 39 bits, 10 are 49. */
  readonly signs: number;
}

/**
 * A number that people read, type and scan: `ZP2026-7K3M-9QXD-4`. It is worked out from the id (a uuid), so that it never
 * changes and needs no counter; the last sign checks year and signs, so that a misread one, or two exchanged, are noticed.
 */
export function serialNumber(kind: SerialKind, { year, id }: { readonly year: number; readonly id: string }): string {
  let rest = BigInt(`0x${id.replaceAll('-', '')}`) % BigInt(alphabet.length) ** BigInt(kind.signs);
  let body = '';
  for (let place = 0; place < kind.signs; place++) {
    body = alphabet[Number(rest % BigInt(alphabet.length))] + body;
    rest /= BigInt(alphabet.length);
  }
  return written(kind, String(year), body);
}

/**
 * The number as it is written, of what somebody typed or scanned: small letters, missing or other dashes and blanks are no
 * matter. Undefined when it cannot be one of this kind: too short, a sign that is never used, or a check sign that does not fit.
 */
export function readSerialNumber(kind: SerialKind, text: string): string | undefined {
  const plain = text.toUpperCase().replace(/[\s\-‐-―－]/g, '');
  const pattern = new RegExp(`^${kind.prefix}(\\d{4})([${alphabet}]{${kind.signs}})([${alphabet}])$`);
  const [, year, body, check] = pattern.exec(plain) ?? [];
  if (year === undefined || body === undefined || checkOf(year + body) !== check) return undefined;
  return written(kind, year, body);
}

const written = ({ prefix, signs }: SerialKind, year: string, body: string): string =>
  `${prefix}${year}-${body.slice(0, signs / 2)}-${body.slice(signs / 2)}-${checkOf(year + body)}`;

/** Weights 3^i modulo 31, as in GB 32100. */
function checkOf(signs: string): string {
  let sum = 0;
  let weight = 1;
  for (const sign of signs) {
    sum += alphabet.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31] as string;
}
