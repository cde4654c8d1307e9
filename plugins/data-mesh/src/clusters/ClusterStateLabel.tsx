import type { ReactElement } from 'react';
import { Text } from '@backstage/ui';
import type { MeshCluster } from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiErrorWarningFill,
  RiTimeLine,
} from '@remixicon/react';
import { Ago, HowLong } from '../live/Ago';
import styles from '../state/labels.module.css';

const LOOKS: Record<
  MeshCluster['state'],
  { icon: ReactElement; style: string; words: string }
> = {
  ok: {
    icon: <RiCheckboxCircleFill size={16} aria-hidden />,
    style: styles['in-sync'],
    words: 'Read',
  },
  pending: {
    icon: <RiTimeLine size={16} aria-hidden />,
    style: styles.unknown,
    words: 'The first pass is not done yet',
  },
  failing: {
    icon: <RiCloseCircleFill size={16} aria-hidden />,
    style: styles.missing,
    words: 'Unreadable',
  },
  misconfigured: {
    icon: <RiErrorWarningFill size={16} aria-hidden />,
    style: styles.missing,
    words: 'Its configuration cannot be used',
  },
};

/** How a cluster is, as icon and words. */
export function ClusterStateLabel({ cluster }: { cluster: MeshCluster }) {
  const { state, gaps, failingSince, lastTickAt } = cluster;
  const { icon, style, words } = LOOKS[state];
  const partly = state === 'ok' && gaps.length > 0;
  return (
    <span className={`${styles.label} ${partly ? styles.drift : style}`}>
      {partly ? <RiErrorWarningFill size={16} aria-hidden /> : icon}
      <Text>
        {partly ? 'Read in part' : words}
        {state === 'ok' && lastTickAt && (
          <>
            {' '}
            <Ago at={lastTickAt} />
          </>
        )}
        {state === 'failing' && failingSince && (
          <>
            {' for '}
            <HowLong since={failingSince} />
          </>
        )}
      </Text>
    </span>
  );
}
