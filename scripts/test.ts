import { API_STORIES, BUILD, CHECKS, JOURNEYS } from './checks.ts';
import { close, runSteps, sum } from './steps.ts';

// The build first: the journeys run what people will run. The last two are heavy, so they run alone.
const tallies = [
  await runSteps([BUILD], 1),
  await runSteps(CHECKS, 2),
  await runSteps([API_STORIES], 1),
  await runSteps([JOURNEYS], 1),
];
close(sum(tallies));
