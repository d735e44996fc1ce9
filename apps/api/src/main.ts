// The check must run before anything an old Node cannot even load; so the portal itself is imported after it.
import '../../../scripts/require-node.mjs';

await import('./start.ts');
