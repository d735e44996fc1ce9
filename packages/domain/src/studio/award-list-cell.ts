import type { OccupationIndex } from './award-list-occupation.ts';
import { readsLikeOccupation } from './award-list-occupation.ts';
import { hasCompoundSurname, nameLikeness } from './award-list-surname.ts';
import { cleaned } from './award-list-text.ts';

/** How the master and the occupation were found: both by name, by a guess at the border, or not at all. */
export type Confidence = 'sure' | 'guessed' | 'none';

/** What one cell of an award list says. */
export interface StudioCell {
  readonly studioName: string;
  readonly master: string | null;
  readonly occupation: string | null;
  readonly hostUnit: string | null;
  /** The words that carry a tier inside the name (国家级, 首席 …), for `tierIn`. */
  readonly tierWords: string;
  readonly confidence: Confidence;
  /** Nothing stands before the closing words: `技能大师工作室` names nobody and nothing. */
  readonly isBare: boolean;
}

/** The closing words of a studio's name, old titles included (技能专家工作室, 首席技师工作室). */
const CLOSING =
  /((?:(?:国家级|省级|市级|区县级|区级|县级)?首席|国家级|省级|市级|区县级|区级|县级)?)((?:高?技能大师|技能专家|技能名师|首席技师|技师|劳模|大师|名师|工匠)?(?:创新)?工作室)$/u;
const UNIT_ENDING = '(?:公司|集团|厂|矿|学院|大学|学校|中心|研究院|研究所|医院|基地|协会|合作社|局|所|站|馆|院)';
const UNIT_BEFORE_NAME = new RegExp(`^(.+${UNIT_ENDING}(?:（[^（）]*）)?)[:：—\\- ]?(.{2,})$`, 'u');
const UNIT = new RegExp(`${UNIT_ENDING}(?:（[^（）]*）)?$`, 'u');

/** Longer texts are no name of a studio, whatever they end in. */
const LONGEST_CELL = 300;

interface Person {
  readonly master: string | null;
  readonly occupation: string | null;
  readonly confidence: Confidence;
}
const nobody: Person = { master: null, occupation: null, confidence: 'none' };

/**
 * Reads a cell that names a studio, in any of the shapes of published lists: `姓名技能大师工作室`, `姓名工种技能大师工作室`,
 * `单位（姓名工种技能大师工作室）`, `姓名工种技能大师工作室（单位）`, `单位姓名技能大师工作室`. Undefined when no studio is named.
 */
export function readStudioCell(text: string, occupations: OccupationIndex): StudioCell | undefined {
  if (text.length > LONGEST_CELL) return undefined;
  const whole = cleaned(text).replace(/[“”"'《》]/g, '');
  const bracket = /^(.+)（([^（）]+(?:（[^（）]*）[^（）]*)?)）$/u.exec(whole);
  if (bracket) {
    const [, before = '', inside = ''] = bracket;
    if (CLOSING.test(inside)) return studioOf(inside, before, occupations);
    if (CLOSING.test(before)) {
      return occupations.find(inside) || !UNIT.test(inside)
        ? withOccupation(studioOf(before, null, occupations), inside)
        : studioOf(before, inside, occupations);
    }
  }
  return CLOSING.test(whole) ? studioOf(whole, null, occupations) : undefined;
}

function studioOf(name: string, unit: string | null, occupations: OccupationIndex): StudioCell {
  const closing = CLOSING.exec(name);
  const stem = name.slice(0, closing?.index).replace(/[-:：—]+$/u, '');
  const tierWords = closing?.[0] ?? '';
  const person = readPerson(stem, occupations);
  if (person.confidence !== 'sure' && unit === null) {
    const split = splitUnit(stem, occupations);
    if (split) {
      const studioName = name.slice(name.length - (closing?.[0].length ?? 0) - split.rest.length);
      return { studioName, hostUnit: split.unit, tierWords, isBare: false, ...split.person };
    }
  }
  return { studioName: name, hostUnit: unit, tierWords, isBare: stem === '', ...person };
}

const withOccupation = (cell: StudioCell, occupation: string): StudioCell =>
  cell.occupation === null ? { ...cell, occupation } : cell;

/** `重庆某某有限公司张三`: the latest place where a unit may end and a person begin. */
function splitUnit(
  stem: string,
  occupations: OccupationIndex,
): { readonly unit: string; readonly rest: string; readonly person: Person } | undefined {
  const match = UNIT_BEFORE_NAME.exec(stem);
  if (!match?.[1] || !match[2]) return undefined;
  const person = readPerson(match[2], occupations);
  return person.master === null ? undefined : { unit: match[1], rest: match[2], person };
}

/** Separates `姓名`, `姓名工种`, `姓名（工种）` and `工种姓名` with the dictionary and the surnames. */
export function readPerson(stem: string, occupations: OccupationIndex): Person {
  const bracket = /^(.+?)（([^（）]+)）$/u.exec(stem);
  if (bracket?.[1] && nameLikeness(bracket[1]) !== 'no') {
    return { master: bracket[1], occupation: bracket[2] ?? null, confidence: 'sure' };
  }
  return knownSplit(stem, occupations) ?? wholeName(stem) ?? guessedSplit(stem, occupations) ?? nobody;
}

/** Where to cut: after the second to fourth character, or anywhere after a middle dot. */
function cutsOf(stem: string): readonly number[] {
  const length = stem.length;
  const last = stem.includes('·') ? length : Math.min(4, length);
  return Array.from({ length: Math.max(0, last - 1) }, (_, index) => index + 2).filter((cut) => cut < length);
}

function knownSplit(stem: string, occupations: OccupationIndex): Person | undefined {
  const behind = cutsOf(stem)
    .map((cut) => ({ master: stem.slice(0, cut), rest: stem.slice(cut) }))
    .filter(({ rest }) => occupations.find(rest))
    .map(({ master, rest }) => ({ master, occupation: rest, likeness: nameLikeness(master) }))
    .filter(({ likeness }) => likeness !== 'no');
  const best = behind.find(({ likeness }) => likeness === 'sure') ?? behind[0];
  if (best) return { master: best.master, occupation: best.occupation, confidence: 'sure' };
  const infront = [2, 3, 4]
    .filter((size) => stem.length - size >= 2)
    .map((size) => ({ master: stem.slice(-size), occupation: stem.slice(0, -size) }))
    .find(({ master, occupation }) => nameLikeness(master) === 'sure' && occupations.find(occupation));
  return infront ? { ...infront, confidence: 'sure' } : undefined;
}

function wholeName(stem: string): Person | undefined {
  if (nameLikeness(stem) === 'sure') return { master: stem, occupation: null, confidence: 'sure' };
  return undefined;
}

/** The occupation is in no dictionary: prefer the cut whose rest is a misspelling of one, then one that begins as occupations do, then the usual three characters. */
function guessedSplit(stem: string, occupations: OccupationIndex): Person | undefined {
  const cuts = cutsOf(stem)
    .map((cut) => ({ cut, master: stem.slice(0, cut), rest: stem.slice(cut) }))
    .filter(({ master, rest }) => rest.length >= 2 && nameLikeness(master) !== 'no');
  const usual = hasCompoundSurname(stem) ? 4 : 3;
  const cut =
    cuts.find(({ rest }) => occupations.nearest(rest)) ??
    cuts.find(({ rest }) => readsLikeOccupation(rest) && occupations.beginsLikeOne(rest)) ??
    (readsLikeOccupation(stem) ? (cuts.find((one) => one.cut === usual) ?? cuts[0]) : undefined);
  if (cut) return { master: cut.master, occupation: cut.rest, confidence: 'guessed' };
  if (nameLikeness(stem) === 'perhaps') return { master: stem, occupation: null, confidence: 'guessed' };
  const dotted = cuts.at(0);
  return dotted && stem.length <= 12 && stem.length > 4
    ? pick(cuts.find((one) => one.cut === usual) ?? dotted)
    : undefined;
}

const pick = (cut: { readonly master: string; readonly rest: string }): Person => ({
  master: cut.master,
  occupation: cut.rest,
  confidence: 'guessed',
});

/** The name a studio gets when the list gives only the master (and perhaps the occupation). */
export const studioNameOf = (master: string, occupation: string | null): string =>
  `${master}${occupation ?? ''}技能大师工作室`;
