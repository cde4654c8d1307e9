import {
  Flex,
  Radio,
  RadioGroup,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { parseEntityRef } from '@backstage/catalog-model';
import type { Consumer } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Disclosure } from '../../common/Disclosure';
import { afterPeriod, humanPeriod, momentWords } from '../../humanise/times';
import { isPage, type RequestForm } from './requestForm';

/** The second step: what for, until when, and what few need. */
export function PurposeStep(props: {
  form: RequestForm;
  consumer?: Consumer;
  choices: string[];
  duration: string;
  /** What keeps it from being longer, in words; absent where it is alike for all. */
  limit?: string;
  onChange: (change: Partial<RequestForm>) => void;
}) {
  const { form, consumer, choices, duration, limit, onChange } = props;
  const name = consumer ? parseEntityRef(consumer.ref).name : 'the service';
  return (
    <>
      <TextAreaField
        // The one thing that the portal cannot know: one types it next.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        label={form.isEmergency ? 'What has happened' : 'What for'}
        isRequired
        rows={3}
        maxLength={2000}
        description={
          form.isEmergency
            ? 'The owners read this now, and whoever reviews it later.'
            : 'Whoever decides reads this, and whoever looks at it later.'
        }
        placeholder={
          form.isEmergency
            ? 'Orders vanish after payment'
            : 'Plan routes from open orders'
        }
        value={form.purpose}
        onChange={purpose => onChange({ purpose })}
      />
      {form.isEmergency && (
        <TextField
          label="Incident"
          isRequired
          type="url"
          description="The address of its page; it begins with https://."
          maxLength={2000}
          isInvalid={form.incident !== '' && !isPage(form.incident)}
          value={form.incident}
          onChange={incident => onChange({ incident })}
        />
      )}
      <RadioGroup
        label="For how long"
        description={[
          form.isEmergency
            ? 'It ends by itself; ask the usual way for longer.'
            : 'It can be renewed with one click while it is used.',
          ...(limit ? [limit] : []),
        ].join(' ')}
        orientation="horizontal"
        value={duration}
        onChange={value => onChange({ duration: value })}
      >
        {choices.map(period => (
          <Radio key={period} value={period}>
            {untilWords(period)}
          </Radio>
        ))}
      </RadioGroup>
      <Disclosure title="Other groups, transactions, Kafka Streams">
        <Flex direction="column" gap="3">
          {form.mode === 'read' && (
            <TextField
              label="Other consumer groups"
              description={`Besides ${name} and all that begin with ${name}-; with commas between them.`}
              value={form.groups}
              onChange={groups => onChange({ groups })}
            />
          )}
          <TextField
            label="Prefix of transactional IDs"
            description="For producers that write in transactions."
            value={form.transactionalIdPrefix}
            onChange={transactionalIdPrefix =>
              onChange({ transactionalIdPrefix })
            }
          />
          <TextField
            label="Application ID"
            description="For Kafka Streams: its internal topics and its group."
            value={form.applicationId}
            onChange={applicationId => onChange({ applicationId })}
          />
        </Flex>
      </Disclosure>
    </>
  );
}

function untilWords(period: string): string {
  const end = afterPeriod(period, Date.now());
  return `${humanPeriod(period)}${end ? `, until ${momentWords(end)}` : ''}`;
}
