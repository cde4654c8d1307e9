import type { ReactElement } from 'react';
import { Text } from '@backstage/ui';
import {
  isClassification,
  type Classification,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  RiBuildingLine,
  RiEarthLine,
  RiLockLine,
  RiShieldKeyholeLine,
} from '@remixicon/react';
import styles from './labels.module.css';
import { capitalised } from './words';

const ICONS: Record<Classification, ReactElement> = {
  public: <RiEarthLine size={14} aria-hidden />,
  internal: <RiBuildingLine size={14} aria-hidden />,
  confidential: <RiLockLine size={14} aria-hidden />,
  restricted: <RiShieldKeyholeLine size={14} aria-hidden />,
};

/** How sensitive data is; the same accent wherever it is shown. */
export function ClassificationLabel({ value }: { value?: string }) {
  if (!isClassification(value)) {
    return (
      <Text color="secondary" title="Neither the product nor its domain says.">
        {value ?? 'Not classified'}
      </Text>
    );
  }
  return (
    <span className={`${styles.classification} ${styles[value]}`}>
      {ICONS[value]}
      {capitalised(value)}
    </span>
  );
}
