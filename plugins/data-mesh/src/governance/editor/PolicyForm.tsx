import type { ReactNode } from 'react';
import {
  DatePicker,
  Flex,
  Radio,
  RadioGroup,
  Text,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import type { PolicyRule } from '@data-mesh/backstage-plugin-data-mesh-common';
import { parseDate, type DateValue } from '@internationalized/date';
import { problemsAt, type FieldProblem } from '../whatIf/fieldProblem';
import { idFor, type PolicyDraft } from './policyDraft';
import { RuleFields } from './RuleFields';
import { ScopeFields } from './ScopeFields';

const SEVERITIES = [
  { id: 'info', label: 'Info: worth knowing' },
  { id: 'warning', label: 'Warning: should be put right' },
  { id: 'error', label: 'Error: once enforced, it stops access and changes' },
] as const;

const STAGES = [
  { id: 'draft', label: 'Draft: it is only tried' },
  { id: 'warn', label: 'Warn: it tells what is wrong' },
  { id: 'enforce', label: 'Enforce: at severity error, it stops things' },
] as const;

function dayOf(text: string): DateValue | null {
  try {
    return parseDate(text.slice(0, 10));
  } catch {
    return null;
  }
}

/** All that a policy says, with what is wrong with it where it stands. */
export function PolicyForm(props: {
  draft: PolicyDraft;
  rules: PolicyRule[];
  /** Whether it has an ID that stays. */
  isPublished: boolean;
  problems: FieldProblem[];
  onChange: (part: Partial<PolicyDraft>) => void;
}) {
  const { draft, rules, isPublished, problems, onChange } = props;
  const textField = (key: 'id' | 'title' | 'why' | 'remedy') => ({
    isRequired: true,
    value: draft[key],
    validationBehavior: 'aria' as const,
    validate: () => problemsAt(problems, key)[0]?.message,
  });
  return (
    <Flex direction="column" gap="5">
      <TextField
        {...textField('title')}
        label="Title"
        description="What has to hold, in a few words."
        maxLength={2000}
        onChange={title =>
          onChange({
            title,
            // As long as nobody has chosen another one.
            ...(!isPublished &&
              draft.id === idFor(draft.title) && { id: idFor(title) }),
          })
        }
      />
      <TextField
        {...textField('id')}
        label="ID"
        description={
          isPublished
            ? 'Findings and domains know the policy by it, so it stays.'
            : 'Findings and domains know the policy by it; it cannot be changed later.'
        }
        isReadOnly={isPublished}
        maxLength={63}
        onChange={id => onChange({ id })}
      />
      <TextAreaField
        {...textField('why')}
        label="Why"
        description="Whoever has a finding reads it."
        rows={2}
        maxLength={2000}
        onChange={why => onChange({ why })}
      />
      <Section title="What has to hold">
        <RuleFields
          draft={draft}
          rules={rules}
          problems={problems}
          onChange={onChange}
        />
      </Section>
      <Section title="Which data products it is about">
        <ScopeFields
          scope={draft.scope}
          problems={problems}
          onChange={scope => onChange({ scope })}
        />
      </Section>
      <Section title="What becomes of a violation">
        <RadioGroup
          label="Severity"
          value={draft.severity}
          onChange={chosen => {
            const severity = SEVERITIES.find(({ id }) => id === chosen)?.id;
            if (severity) onChange({ severity });
          }}
        >
          {SEVERITIES.map(({ id, label }) => (
            <Radio key={id} value={id}>
              {label}
            </Radio>
          ))}
        </RadioGroup>
        <RadioGroup
          label="Stage"
          value={draft.stage}
          onChange={chosen => {
            const stage = STAGES.find(({ id }) => id === chosen)?.id;
            if (stage) onChange({ stage });
          }}
        >
          {STAGES.map(({ id, label }) => (
            <Radio key={id} value={id}>
              {label}
            </Radio>
          ))}
        </RadioGroup>
        {draft.stage === 'enforce' && (
          <DatePicker
            label="Enforced from"
            secondaryLabel="Optional"
            description="A day, in UTC; until then it only warns."
            granularity="day"
            value={dayOf(draft.enforceFrom)}
            validationBehavior="aria"
            validate={() => problemsAt(problems, 'enforceFrom')[0]?.message}
            onChange={day => onChange({ enforceFrom: day?.toString() ?? '' })}
          />
        )}
        <TextAreaField
          {...textField('remedy')}
          label="What to do"
          description="How whoever has a finding puts it right."
          rows={2}
          maxLength={2000}
          onChange={remedy => onChange({ remedy })}
        />
      </Section>
    </Flex>
  );
}

function Section(props: { title: string; children: ReactNode }) {
  return (
    <section aria-label={props.title}>
      <Flex direction="column" gap="3">
        <Text as="h3" variant="body-large" weight="bold">
          {props.title}
        </Text>
        {props.children}
      </Flex>
    </section>
  );
}
