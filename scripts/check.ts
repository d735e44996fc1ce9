import { CHECKS } from './checks.ts';
import { close, runSteps } from './steps.ts';

close(await runSteps(CHECKS, 2));
