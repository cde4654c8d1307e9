import type { ReactElement } from 'react';
import { Text } from '@backstage/ui';
import {
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiErrorWarningFill,
  RiInformationFill,
  RiLoader4Line,
  RiStopCircleLine,
  RiTimeLine,
} from '@remixicon/react';
import styles from './labels.module.css';

/** How something is, as far as a glance tells. */
export type Tone =
  | 'good'
  | 'moving'
  | 'waiting'
  | 'note'
  | 'warning'
  | 'bad'
  | 'over';

const LOOKS: Record<Tone, [icon: ReactElement, className: string]> = {
  good: [<RiCheckboxCircleFill size={16} aria-hidden />, styles['in-sync']],
  moving: [<RiLoader4Line size={16} aria-hidden />, styles.unknown],
  waiting: [<RiTimeLine size={16} aria-hidden />, styles.unknown],
  note: [<RiInformationFill size={16} aria-hidden />, styles.note],
  warning: [<RiErrorWarningFill size={16} aria-hidden />, styles.drift],
  bad: [<RiCloseCircleFill size={16} aria-hidden />, styles.missing],
  over: [<RiStopCircleLine size={16} aria-hidden />, styles.unknown],
};

/** A state as icon and words, with the accents that health has everywhere. */
export function StateLabel(props: {
  tone: Tone;
  children: string;
  title?: string;
}) {
  const { tone, children, title } = props;
  const [icon, className] = LOOKS[tone];
  return (
    <span
      className={`${styles.label} ${className}`}
      data-tone={tone}
      title={title}
    >
      {icon}
      <Text color={tone === 'over' ? 'secondary' : 'primary'}>{children}</Text>
    </span>
  );
}
