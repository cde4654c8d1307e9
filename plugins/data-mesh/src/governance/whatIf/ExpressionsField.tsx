import { Button, Flex, Text, TextAreaField } from '@backstage/ui';
import styles from './whatIf.module.css';
import {
  pointerOf,
  problemsAt,
  problemWords,
  type FieldProblem,
} from './fieldProblem';

/** CEL expressions, each in an area of its own, with what is wrong below it. */
export function ExpressionsField(props: {
  label: string;
  expressions: string[];
  problems: FieldProblem[];
  onChange: (expressions: string[]) => void;
}) {
  const { label, expressions, problems, onChange } = props;
  const common = problems.filter(({ path }) => path === '');
  return (
    <div role="group" aria-label={label}>
      <Flex direction="column" gap="3">
        <Text as="p">{label}</Text>
        {expressions.map((expression, i) => (
          <ExpressionField
            // One is known by its place alone.
            key={i}
            name={`Expression ${i + 1}`}
            expression={expression}
            problem={problemsAt(problems, `[${i}]`)[0]}
            onChange={text =>
              onChange(expressions.map((each, j) => (i === j ? text : each)))
            }
            onRemove={
              expressions.length > 1
                ? () => onChange(expressions.filter((_, j) => i !== j))
                : undefined
            }
          />
        ))}
        {common.map(problem => (
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
        <Button
          size="small"
          variant="secondary"
          onPress={() => onChange([...expressions, ''])}
        >
          Add an expression
        </Button>
      </Flex>
    </div>
  );
}

function ExpressionField(props: {
  name: string;
  expression: string;
  problem?: FieldProblem;
  onChange: (text: string) => void;
  onRemove?: () => void;
}) {
  const { name, expression, problem, onChange, onRemove } = props;
  const pointer = problem && pointerOf(expression, problem);
  return (
    <Flex direction="column" gap="1" align="stretch">
      <TextAreaField
        className={styles.code}
        label={name}
        rows={3}
        spellCheck="false"
        maxLength={2000}
        value={expression}
        onChange={onChange}
        validationBehavior="aria"
        validate={() => problem && problemWords(problem)}
      />
      {pointer && (
        // What it says stands above, in words.
        <pre className={styles.pointer} aria-hidden>
          {pointer.join('\n')}
        </pre>
      )}
      {onRemove && (
        <div>
          <Button size="small" variant="tertiary" onPress={onRemove}>
            {`Remove ${name.toLowerCase()}`}
          </Button>
        </div>
      )}
    </Flex>
  );
}
