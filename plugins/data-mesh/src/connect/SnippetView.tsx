import { CodeSnippet } from '@backstage/core-components';
import { Text } from '@backstage/ui';
import type { Snippet } from './facts';

/** A text with a button that copies it. */
export function SnippetView({ snippet }: { snippet: Snippet }) {
  const { title, language, text } = snippet;
  return (
    <section aria-label={title}>
      <Text as="h4" variant="body-small" color="secondary">
        {title}
      </Text>
      <CodeSnippet text={text} language={language} showCopyCodeButton />
    </section>
  );
}
