import { Column } from '@backstage/ui';
import styles from './topics.module.css';

/** The head of a column of numbers, over their right edge. */
export function NumberColumn(props: { id: string; children: string }) {
  return (
    <Column id={props.id} className={styles.numberHead}>
      {props.children}
    </Column>
  );
}
