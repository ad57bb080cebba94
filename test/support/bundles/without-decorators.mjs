import { resolve } from 'node:path';

/** Declares Lit's properties as its decorator does, in fewer words: all those of a class at once. */
export function withoutDecorators(source) {
  const helper = `import { declareProperties as declare$ } from '${resolve(source, 'elements/shared/declare-properties.js')}';\n`;
  return {
    name: 'without-decorators',
    transform(code, id) {
      if (!id.includes(`/${source}/`)) return null;
      const decorated = this.parse(code).body.filter(
        ({ expression }) => expression?.type === 'CallExpression' && expression.callee.name === '__decorate',
      );
      if (decorated.length === 0) return null;
      const classes = new Map();
      for (const { expression } of decorated) {
        const [list, prototype, name] = expression.arguments;
        const declared = propertyOf(list.elements[0], name.value, code);
        const own = classes.get(prototype.object.name) ?? [];
        classes.set(prototype.object.name, [...own, declared]);
      }
      if (classes.size > 1) throw new Error(`${id} has several classes with properties`);
      const calls = [...classes].map(([name, declared]) => {
        const words = declared.map(({ word }) => word).join(' ');
        const others = declared.flatMap(({ other }) => other ?? []).join(', ');
        return `declare$(${name}, '${words}', { ${others} });`;
      });
      // Where the first one stood: right after the class.
      const [{ start: first }] = decorated;
      const rest = decorated.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), code);
      return { code: `${helper}${rest.slice(0, first)}${calls.join('\n')}${rest.slice(first)}`, map: null };
    },
  };
}

/** A property as `declareProperties` takes it. */
function propertyOf({ callee, arguments: [options] }, name, code) {
  if (callee?.name !== 'property') throw new Error(`${name} has a decorator that is no property`);
  const given = (options?.properties ?? []).map(({ key, value: { start, end } }) => [key.name, code.slice(start, end)]);
  const { attribute, ...others } = Object.fromEntries(given);
  const dashed = name.replace(/[A-Z]/g, '-$&').toLowerCase();
  if (attribute !== undefined && attribute !== 'false' && attribute !== `'${dashed}'`)
    throw new Error(`${name} has the attribute ${attribute} instead of ${dashed}`);
  if (attribute === undefined && dashed !== name) throw new Error(`${name} needs the attribute ${dashed}`);
  const isJson = others.converter === 'json';
  if (isJson) delete others.converter;
  const rest = Object.entries(others).map(([key, text]) => `${key}: ${text}`);
  return {
    word: `${name}${attribute === 'false' ? '!' : isJson ? '*' : ''}`,
    other: rest.length > 0 ? `${name}: { ${rest.join(', ')} }` : undefined,
  };
}
