import { Alert } from '@backstage/ui';
import type { MeshCluster } from '@data-mesh/backstage-plugin-data-mesh-common';
import { counted } from '../humanise/numbers';
import { Ago, HowLong } from '../live/Ago';
import { Disclosure } from '../common/Disclosure';
import styles from './clusters.module.css';
import { HeldRemovalsAlert } from './HeldRemovalsAlert';
import { ProblemsAlert } from './ProblemsAlert';
import { lastReading } from './readings';

/** What is wrong with one cluster, and what that means for what one sees. */
export function ClusterAlerts(props: {
  cluster: MeshCluster;
  mayOperate: boolean;
  onChanged: () => void;
}) {
  const { cluster, mayOperate, onChanged } = props;
  const { title, state, error, failingSince, gaps, problems } = cluster;
  const readAt = lastReading(cluster);
  return (
    <>
      <ProblemsAlert
        title={`The configuration of ${title} cannot be used`}
        problems={problems}
      />
      {state === 'failing' && (
        <Alert
          icon
          role="status"
          status="danger"
          title={
            <>
              {title}{' '}
              {failingSince ? (
                <>
                  has been unreadable for <HowLong since={failingSince} />
                </>
              ) : (
                'is unreadable'
              )}
            </>
          }
          description={
            <>
              {error?.message && `${withStop(error.message)} `}
              {readAt ? (
                <>
                  What you see of it is from <Ago at={readAt} />; nothing was
                  removed.
                </>
              ) : (
                'It has never been read, so nothing of it is shown.'
              )}
              {error && !error.retryable
                ? ' Trying again will not help before that is mended.'
                : ' It is tried again by itself.'}
            </>
          }
        />
      )}
      {gaps.length > 0 && (
        <Alert
          icon
          role="status"
          status="warning"
          title={`${title} did not answer ${counted(gaps.length, 'question')}`}
          description={
            <Disclosure title="What is unknown because of that">
              <ul className={styles.list}>
                {gaps.map(({ code, item, message }) => (
                  <li key={`${code} ${item} ${message}`}>
                    {item && <code>{item}</code>} {message}
                  </li>
                ))}
              </ul>
            </Disclosure>
          }
        />
      )}
      {cluster.heldRemovals && (
        <HeldRemovalsAlert
          cluster={cluster}
          held={cluster.heldRemovals}
          mayOperate={mayOperate}
          onConfirmed={onChanged}
        />
      )}
    </>
  );
}

function withStop(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
