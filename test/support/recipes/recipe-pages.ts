import { readFileSync } from 'node:fs';

export interface RecipeBlock {
  readonly language: string;
  readonly text: string;
}

/** The code blocks of a page under `docs/clients/`, in their order. */
export function blocksOf(page: string): readonly RecipeBlock[] {
  const text = readFileSync(`docs/clients/${page}`, 'utf8');
  return [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language = '', block = '']) => ({
    language,
    text: block,
  }));
}

/** The texts of the blocks in one language. */
export function codeOf(page: string, language: string): readonly string[] {
  return blocksOf(page)
    .filter((block) => block.language === language)
    .map(({ text }) => text);
}
