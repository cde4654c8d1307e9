import { Checkbox, CheckboxGroup, Flex, Text } from '@backstage/ui';
import {
  problemsAt,
  problemWords,
  type FieldProblem,
} from '../whatIf/fieldProblem';
import { DomainsField } from './DomainsField';
import type { PolicyDraft, ScopeKey } from './policyDraft';

const CHOICES: Array<
  [key: Exclude<ScopeKey, 'domains'>, label: string, options: string[]]
> = [
  [
    'classification',
    'Classified as',
    ['public', 'internal', 'confidential', 'restricted'],
  ],
  ['tier', 'Of tier', ['tier-1', 'tier-2', 'tier-3']],
  ['origin', 'Made how', ['declared', 'published', 'discovered']],
];

/** Which products a policy is about: what is left empty narrows nothing. */
export function ScopeFields(props: {
  scope: PolicyDraft['scope'];
  problems: FieldProblem[];
  onChange: (scope: PolicyDraft['scope']) => void;
}) {
  const { scope, problems, onChange } = props;
  return (
    <Flex direction="column" gap="3">
      <Text as="p" color="secondary">
        All data products, unless you choose something here. Each that you
        choose has to hold.
      </Text>
      <DomainsField
        domains={scope.domains}
        onChange={domains => onChange({ ...scope, domains })}
      />
      {CHOICES.map(([key, label, options]) => (
        <CheckboxGroup
          key={key}
          label={label}
          orientation="horizontal"
          value={scope[key]}
          onChange={chosen =>
            onChange({
              ...scope,
              [key]: options.filter(each => chosen.includes(each)),
            })
          }
        >
          {options.map(each => (
            <Checkbox key={each} value={each}>
              {each}
            </Checkbox>
          ))}
        </CheckboxGroup>
      ))}
      {problemsAt(problems, 'scope').map(problem => (
        <Text
          key={problem.message}
          as="p"
          color="danger"
          variant="body-small"
          role="status"
        >
          {problemWords(problem)}
        </Text>
      ))}
    </Flex>
  );
}
