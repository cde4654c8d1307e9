import type { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import styles from './common.module.css';

/** What is known of a thing, as pairs of name and value. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

/** One pair; a value that is not known says so. */
export function Fact(props: { label: string; children?: ReactNode }) {
  const { label, children } = props;
  const known = children !== undefined && children !== false && children !== '';
  return (
    <div>
      <dt>
        <Text variant="body-small" color="secondary">
          {label}
        </Text>
      </dt>
      <dd className={styles.value}>
        {known ? (
          <Text as="div">{children}</Text>
        ) : (
          <Text color="secondary">Not known</Text>
        )}
      </dd>
    </div>
  );
}
