import { Text } from '@backstage/ui';
import type { Campaign } from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../common/common.module.css';
import { progressOf, progressWords } from './campaignWords';

/** How many of a campaign's grants are answered, in words and as a bar. */
export function Progress({ campaign }: { campaign: Campaign }) {
  const { answered, asked } = progressOf(campaign);
  const words = progressWords(campaign);
  return (
    <>
      <Text as="p">{words}</Text>
      <progress
        className={styles.progress}
        aria-label={words}
        value={answered}
        max={Math.max(asked, 1)}
      />
    </>
  );
}
