import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/** The schemas of the document: named ones (`.meta({ id })`) once each under components, the rest in place. */
export class JsonSchemas {
  readonly components: Record<string, JsonSchema> = {};

  /** What the server gives. */
  output(schema: z.ZodType): JsonSchema {
    return this.place(jsonOf(schema, 'output'), new Map());
  }

  /** What the server takes: defaults may be left out, so that a named schema may differ from what it gives. */
  input(schema: z.ZodType): JsonSchema {
    const taken = jsonOf(schema, 'input');
    const given = definitionsOf(jsonOf(schema, 'output'));
    const renamed = new Map(
      Object.entries(definitionsOf(taken))
        .filter(([name, definition]) => JSON.stringify(definition) !== JSON.stringify(given[name]))
        .map(([name]) => [name, `${name}Input`]),
    );
    return this.place(taken, renamed);
  }

  private place(schema: JsonSchema, renamed: ReadonlyMap<string, string>): JsonSchema {
    const text = JSON.stringify(schema).replace(
      /"#\/\$defs\/([^"]+)"/g,
      (_, name: string) => `"#/components/schemas/${renamed.get(name) ?? name}"`,
    );
    const { $defs, $schema: _, ...root } = JSON.parse(text) as JsonSchema & { $defs?: Record<string, JsonSchema> };
    for (const [name, definition] of Object.entries($defs ?? {})) {
      const { id: __, ...rest } = definition;
      this.components[renamed.get(name) ?? name] = rest;
    }
    // A schema that is itself named arrives whole: it becomes a component, too.
    if (typeof root['id'] === 'string') {
      const { id, ...rest } = root;
      this.components[id] = rest;
      return { $ref: `#/components/schemas/${id}` };
    }
    return root;
  }
}

const definitionsOf = (schema: JsonSchema): Record<string, JsonSchema> =>
  (schema['$defs'] as Record<string, JsonSchema> | undefined) ?? {};

const jsonOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema =>
  z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' });
