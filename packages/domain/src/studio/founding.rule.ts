import type { CivilDate, Decision, Refusal } from '../kernel/index.ts';
import { allowed, normaliseDocumentNumber, refused } from '../kernel/index.ts';
import { despiteWhich, masterIsTaken, twinObjection } from './act.rule.ts';
import type { EventFacts, Named, StudioEvent } from './event.ts';
import { studioRefusals } from './studio.refusals.ts';

/** The award a studio begins with. */
export interface Founding {
  readonly happenedOn: CivilDate;
  readonly documentNumber?: string | null;
  readonly reason?: string | null;
  readonly fileId?: string | null;
  readonly despite?: readonly string[];
  readonly facts: EventFacts['awarded'];
}

export interface FoundingContext {
  readonly today: CivilDate;
  readonly masterNames?: Named | null;
  readonly twins?: readonly Named[];
}

/** The first event of a studio, or every reason against founding it (R06 hard, R07 unless set aside with a reason). */
export function decideFounding(founding: Founding, context: FoundingContext): Decision<StudioEvent<'awarded'>> {
  const { facts, happenedOn, documentNumber, despite } = founding;
  const reasons: Refusal[] = [];
  if (happenedOn > context.today) {
    reasons.push(studioRefusals('in-the-future', { on: happenedOn, today: context.today }));
  }
  if (documentNumber && !normaliseDocumentNumber(documentNumber)) {
    reasons.push(studioRefusals('document-number-malformed', { text: documentNumber }));
  }
  if ((despite ?? []).length > 0 && !founding.reason?.trim()) reasons.push(studioRefusals('reason-needed'));
  if (context.masterNames) reasons.push(masterIsTaken(facts.master, context.masterNames));
  const twins = context.twins ?? [];
  if (twins.length > 0) reasons.push(...despiteWhich(despite, [twinObjection(twins)]));
  if (reasons.length > 0) return refused(...reasons);
  return allowed({
    kind: 'awarded',
    position: 1,
    happenedOn,
    documentNumber: documentNumber ? (normaliseDocumentNumber(documentNumber) ?? null) : null,
    reason: founding.reason?.trim() || null,
    fileId: founding.fileId ?? null,
    facts,
  });
}
