import { Flex, Select } from '@backstage/ui';
import type { PolicyRule } from '@data-mesh/backstage-plugin-data-mesh-common';
import { problemsAt, type FieldProblem } from '../whatIf/fieldProblem';
import { ParameterField } from '../whatIf/ParameterField';
import { inputsOf, type PolicyDraft } from './policyDraft';

/** What has to hold: a rule, and what it asks for. */
export function RuleFields(props: {
  draft: Pick<PolicyDraft, 'ruleType' | 'inputs'>;
  rules: PolicyRule[];
  problems: FieldProblem[];
  onChange: (part: Pick<PolicyDraft, 'ruleType' | 'inputs'>) => void;
}) {
  const { draft, rules, problems, onChange } = props;
  const { ruleType, inputs } = draft;
  const rule = rules.find(({ type }) => type === ruleType);
  const own = { ...inputsOf(rule), ...inputs[ruleType] };
  const [wrongType] = problemsAt(problems, 'rule.type');
  return (
    <Flex direction="column" gap="4">
      <Select
        isRequired
        label="Rule"
        placeholder="Choose what has to hold"
        options={rules.map(({ type, title }) => ({ id: type, label: title }))}
        value={ruleType || null}
        validationBehavior="aria"
        validate={() => wrongType?.message}
        onChange={chosen => onChange({ ruleType: String(chosen), inputs })}
      />
      {rule?.parameters.map(parameter => (
        <ParameterField
          // The same name can mean something else to another rule.
          key={`${ruleType} ${parameter.name}`}
          parameter={parameter}
          input={own[parameter.name]}
          problems={problemsAt(problems, `rule.${parameter.name}`)}
          onChange={input =>
            onChange({
              ruleType,
              inputs: {
                ...inputs,
                [ruleType]: { ...own, [parameter.name]: input },
              },
            })
          }
        />
      ))}
    </Flex>
  );
}
