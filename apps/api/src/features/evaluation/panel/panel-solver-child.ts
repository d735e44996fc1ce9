import type { PanelProposal } from '@jianglian/domain/evaluation';
import loadHighs from 'highs';
import { answerOnce } from '../../../platform/isolation/inside.ts';
import { answerPanel, type PanelQuestion } from './panel-question.ts';

// Its types speak of the CommonJS build; what is imported is the module, whose default is the loader.
const solver = loadHighs as unknown as typeof loadHighs.default;

// Runs in a child process: the solver holds its thread for as long as it thinks.
answerOnce(async (question: PanelQuestion): Promise<PanelProposal> => answerPanel(question, await solver()));
