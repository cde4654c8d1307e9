import { Text } from '@backstage/ui';
import type { PolicyDocumentTrial } from '@data-mesh/backstage-plugin-data-mesh-common';
import access from '../access/access.module.css';
import styles from './common.module.css';

function valueText(value: unknown): string {
  if (value === undefined) return 'not set';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What differs between two versions of a document, key by key. */
export function ChangeList(props: {
  label: string;
  changes: PolicyDocumentTrial['changes'];
  /** What people call a key; its path if left out. */
  nameOf?: (path: string) => string;
}) {
  const { label, changes, nameOf = path => path } = props;
  return (
    <ul className={access.list} aria-label={label}>
      {changes.map(({ path, before, after }) => (
        <li key={path}>
          <Text as="p" weight="bold">
            {nameOf(path)}
          </Text>
          <span className={styles.change}>
            <del>{valueText(before)}</del>
            {' → '}
            <ins>{valueText(after)}</ins>
          </span>
        </li>
      ))}
    </ul>
  );
}
