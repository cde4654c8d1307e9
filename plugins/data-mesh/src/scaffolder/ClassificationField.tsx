import { Radio, RadioGroup, Text } from '@backstage/ui';
import {
  CLASSIFICATIONS,
  type Classification,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { humanPeriod } from '../humanise/times';
import { listed } from '../humanise/lists';
import { useAsk } from '../live/useAsk';
import { capitalised } from '../state/words';
import { formOf, textOf, wordsOf, type FieldProps } from './fieldProps';
import styles from './scaffolder.module.css';

/** How sensitive something is, and what that entails for those who ask for it. */
export function ClassificationField(props: FieldProps<string>) {
  const { formData, required, onChange } = props;
  const { label, description } = wordsOf(props, 'Classification');
  const domain = textOf(formOf(props), 'domain');
  return (
    <RadioGroup
      label={label}
      description={description}
      isRequired={required}
      value={formData ?? null}
      onChange={onChange}
    >
      {CLASSIFICATIONS.map(each => (
        <Radio key={each} value={each}>
          <span className={styles.choice}>
            {capitalised(each)}
            <Entails classification={each} domain={domain} />
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}

function Entails(props: { classification: Classification; domain?: string }) {
  const { classification, domain } = props;
  const { value } = useAsk(domain && `${domain} ${classification}`, api =>
    api.previewAccessRule({ domain: domain ?? '', classification }),
  );
  if (!value) return null;
  const decided =
    value.steps.length === 0
      ? 'Whoever asks may read it at once'
      : `Whoever asks waits for ${listed(value.steps.map(decider))}`;
  return (
    <Text variant="body-small" color="secondary">
      {`${decided}, for ${humanPeriod(value.maxDuration)} at most.`}
    </Text>
  );
}

function decider(step: string): string {
  if (step === 'owner') return 'the owner';
  return step === 'steward' ? 'the steward of the domain' : step;
}
