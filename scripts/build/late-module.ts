/**
 * The text of a module that stands for another one, which is loaded when something of it is used for the first time.
 *
 * @param from what the other one is required by
 * @param names of what it exports
 * @param known what of it is known without it
 */
export function lateModule(from: string, names: readonly string[], known: object = {}): string {
  return `let loaded;
    const whole = () => (loaded ??= require('${from}'));
    for (const name of ${JSON.stringify(names.filter((name) => !(name in known)))}) {
      Object.defineProperty(module.exports, name, { enumerable: true, get: () => whole()[name] });
    }
    Object.assign(module.exports, ${JSON.stringify(known)});`;
}
