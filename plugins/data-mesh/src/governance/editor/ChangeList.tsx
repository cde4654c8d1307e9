import { Text } from '@backstage/ui';
import type { PolicyDocumentTrial } from '@data-mesh/backstage-plugin-data-mesh-common';
import access from '../../access/access.module.css';
import styles from './editor.module.css';
import { fieldName } from './publishWords';

function valueText(value: unknown): string {
  if (value === undefined) return 'not set';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What differs between two versions of a policy, key by key. */
export function ChangeList(props: {
  label: string;
  changes: PolicyDocumentTrial['changes'];
}) {
  return (
    <ul className={access.list} aria-label={props.label}>
      {props.changes.map(({ path, before, after }) => (
        <li key={path}>
          <Text as="p" weight="bold">
            {fieldName(path)}
          </Text>
          <span className={styles.value}>
            <del>{valueText(before)}</del>
            {' → '}
            <ins>{valueText(after)}</ins>
          </span>
        </li>
      ))}
    </ul>
  );
}
