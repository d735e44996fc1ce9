/**
 * Stands for `zod` in the built pages (`vite.config.ts`). Of an endpoint table the web reads the method, the path and the kind of reply;
 * it validates nothing, the server does. Without this 26 KB of library and the building of some hundred schemas would stand before
 * the first view. Whoever does read a schema here is told so at once.
 */
const readers = ['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'options', 'enum', 'encode', 'decode'];

const standIn = (get: (name: string) => unknown): unknown =>
  new Proxy(() => undefined, {
    get: (_, name) => (typeof name === 'symbol' || name === 'then' ? undefined : get(name)),
    apply: () => schema,
    // `{ ...Row.shape }` finds nothing to spread.
    ownKeys: () => [],
    getOwnPropertyDescriptor: () => undefined,
  });

/** What any method of any schema is: called, it gives a schema again. */
const method: unknown = standIn(() => method);

const schema: unknown = standIn((name) => {
  if (!readers.includes(name)) return method;
  throw new Error(
    `a schema's "${name}" is not there in the web: lists come from @jianglian/domain, the server validates`,
  );
});

export { method as z };
