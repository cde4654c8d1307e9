import { consoleSnippets } from './consoleSnippets';
import type { ConnectFacts, Snippet } from './facts';
import { javaSnippets } from './javaSnippets';
import { pythonSnippets } from './pythonSnippets';
import { typescriptSnippets } from './typescriptSnippets';

/** A way to connect, and the texts to copy for it. */
export type Client = {
  id: 'console' | 'typescript' | 'java' | 'python';
  title: string;
  snippets: (facts: ConnectFacts) => Snippet[];
};

/** The ways to connect, the quickest first. */
export const CLIENTS: readonly Client[] = [
  { id: 'console', title: 'Console', snippets: consoleSnippets },
  { id: 'typescript', title: 'TypeScript', snippets: typescriptSnippets },
  { id: 'java', title: 'Java', snippets: javaSnippets },
  { id: 'python', title: 'Python', snippets: pythonSnippets },
];
