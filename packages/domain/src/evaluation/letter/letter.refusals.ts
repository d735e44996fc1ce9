import { refusals } from '../../kernel/index.ts';

export const letterRefusals = refusals('letter', ['not-published', 'glyph-missing', 'already-running']);
