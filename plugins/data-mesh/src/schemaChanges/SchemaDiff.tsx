import { useMemo } from 'react';
import { Text, VisuallyHidden } from '@backstage/ui';
import { prettySchema } from '../topics/prettySchema';
import { diffLines, type DiffLine } from './diffLines';
import styles from './schemaChanges.module.css';

/** What is different between the schema before and the one after. */
export function SchemaDiff(props: { before?: string; after: string }) {
  const { before = '', after } = props;
  const lines = useMemo(
    () =>
      diffLines(
        prettySchema({ schema: before }),
        prettySchema({ schema: after }),
      ),
    [before, after],
  );
  if (lines.every(({ kind }) => kind === 'gap' || kind === 'same')) {
    return <Text as="p">Nothing but the layout is different.</Text>;
  }
  return (
    <pre
      className={styles.diff}
      aria-label="Differences of the schemas"
      // It scrolls, so it has to be reached by the keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {lines.map((line, index) => (
        <Line key={index} line={line} />
      ))}
    </pre>
  );
}

function Line({ line: { kind, text } }: { line: DiffLine }) {
  switch (kind) {
    case 'added':
      return (
        <ins className={styles.added}>
          <VisuallyHidden>added: </VisuallyHidden>
          {`+ ${text}`}
        </ins>
      );
    case 'removed':
      return (
        <del className={styles.removed}>
          <VisuallyHidden>removed: </VisuallyHidden>
          {`- ${text}`}
        </del>
      );
    default:
      return <span>{`  ${text}`}</span>;
  }
}
