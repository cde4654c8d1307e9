import { Alert } from '@backstage/ui';
import type { MeshConfigProblem } from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from './clusters.module.css';

/** Configuration that cannot be used: each key, and what is wrong with it. */
export function ProblemsAlert(props: {
  title: string;
  problems: MeshConfigProblem[];
}) {
  const { title, problems } = props;
  if (problems.length === 0) return null;
  return (
    <Alert
      icon
      role="status"
      status="danger"
      title={title}
      description={
        <ul className={styles.list}>
          {problems.map(({ key, message }) => (
            <li key={`${key} ${message}`}>
              <code>{key}</code>: {message}
            </li>
          ))}
        </ul>
      }
    />
  );
}
