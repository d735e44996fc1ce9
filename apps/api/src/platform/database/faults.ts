/** What node-postgres, the network and TypeORM call the same thing. */
interface Fault {
  readonly code?: string;
  readonly constraint?: string;
  readonly message?: string;
  readonly driverError?: Fault;
}

const innermost = (error: unknown): Fault => {
  const fault = (error ?? {}) as Fault;
  return fault.driverError ? innermost(fault.driverError) : fault;
};

const network = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'EAI_AGAIN']);
/** Connection exceptions (08), too many connections (53300), shutting down or starting up (57P0x), cancelled by timeout (57014). */
const away = /^(08...|53300|57P0[1-5]|57014)$/;
const spoken =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/;

/** The database cannot be reached right now: worth trying again, not a bug. */
export function isDatabaseAway(error: unknown): boolean {
  const { code = '', message = '' } = innermost(error);
  return network.has(code) || away.test(code) || spoken.test(message);
}

/** Two transactions stood in each other's way (serialization failure, deadlock, lock not available): try again. */
export const isContention = (error: unknown): boolean =>
  ['40001', '40P01', '55P03'].includes(innermost(error).code ?? '');

/** Whether the error is the refusal of this constraint; constraints have speaking names for exactly this. */
export const violates = (error: unknown, constraint: string): boolean => {
  const fault = innermost(error);
  return (fault.code?.startsWith('23') ?? false) && fault.constraint === constraint;
};
