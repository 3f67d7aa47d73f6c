/** Tells whoever is about to edit a generated document where its text comes from. */
export function madeBy(source: string): string {
  return `Made by \`npm run docs\` from ${source}: change it there.`;
}
