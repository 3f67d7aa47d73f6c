import type { ToolsOfProcess } from './test-environment.ts';

/** What the test environment gives to each suite. */
export const toolsOfProcess = (globalThis as unknown as { readonly toolsOfProcess: ToolsOfProcess })
  .toolsOfProcess;
