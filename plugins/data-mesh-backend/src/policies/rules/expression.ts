import {
  compileExpression,
  ExpressionError,
  Meter,
} from '../expressions/evaluateExpression';
import { readEach } from '../documentProblems';
import { allOf } from '../parameters';
import type { PolicyFacts, PortFacts } from '../PolicyFacts';
import type { Violation } from '../policy';
import { policyRule, type PolicyRule } from '../PolicyRule';

// Each of them is bounded; so is all of them together.
const MAX_EXPRESSIONS = 50;

/** What one evaluation is about, and its variables. */
type Subject = { name: string; variables: Record<string, unknown> };

/** What expressions can say of a product; see `docs/governance.md`. */
function productOf(facts: PolicyFacts): Record<string, unknown> {
  const { ref, title, origin, lifecycle, classification, tier } = facts;
  const { description, support, maxDuration, domainRef, owner, inputs } = facts;
  return {
    ref,
    title,
    origin,
    lifecycle,
    classification,
    tier,
    description,
    support,
    maxDuration,
    domain: domainRef,
    domains: facts.domains,
    owner: owner?.ref,
    inputs,
    watchedDays: facts.use?.watchedDays,
    unreadDays: facts.use?.unreadDays,
  };
}

function portOf(port: PortFacts): Record<string, unknown> {
  return {
    ...port,
    schemas: port.schemas === 'unknown' ? [] : port.schemas,
    topics: port.topics.map(topicOf),
  };
}

function topicOf({
  cluster,
  environment,
  name,
  live,
}: PortFacts['topics'][number]): Record<string, unknown> {
  return {
    cluster,
    environment,
    name,
    ...(live
      ? {
          partitions: live.partitions,
          replicationFactor: live.replicationFactor,
          configs: Object.fromEntries(
            Object.entries(live.configs).map(([key, { value }]) => [
              key,
              value,
            ]),
          ),
        }
      : {}),
  };
}

function check(
  facts: PolicyFacts,
  expressions: string[],
  subjects: Subject[],
  names: readonly string[],
): Violation[] {
  const isUnknown = facts.ports.some(({ schemas }) => schemas === 'unknown');
  // What nobody could ask a schema registry yet is no violation.
  const answerable = expressions.filter(
    text => !isUnknown || !/\bschemas\b/.test(text),
  );
  const meter = new Meter();
  return answerable.flatMap(text =>
    subjects.flatMap(({ name, variables }): Violation[] => {
      try {
        return compileExpression(text, names)(variables, meter)
          ? []
          : [
              {
                subject: `${name} ${text}`,
                value: 'false',
                message: `${name} of ${facts.title} does not fulfil: ${text}`,
              },
            ];
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
        // To pass what could not be judged would be to let anything pass.
        return [
          {
            subject: `${name} ${text}`,
            value: 'no answer',
            message: `Whether ${name} of ${facts.title} fulfils ${text} cannot be said: ${error.message}; guard what may be missing with has()`,
          },
        ];
      }
    }),
  );
}

function expressionRule(
  type: string,
  what: string,
  names: readonly string[],
  subjectsOf: (facts: PolicyFacts) => Subject[],
): PolicyRule {
  const list = allOf(
    `CEL expressions over ${names.join(', ')}, each of which has to be true`,
  );
  return policyRule({
    type,
    title: `An expression of your own holds for each ${what}`,
    parameters: {
      expressions: {
        ...list,
        kind: 'expressions',
        read(value: unknown) {
          const expressions = list.read(value);
          if (expressions.length > MAX_EXPRESSIONS) {
            throw new Error(
              `${expressions.length} are more than ${MAX_EXPRESSIONS} expressions; say it in several policies`,
            );
          }
          readEach(value, text => compileExpression(text, names));
          return expressions;
        },
      },
    },
    check: (facts, { expressions }) =>
      check(facts, expressions, subjectsOf(facts), names),
  });
}

// Each expression can say everything of the product; the last is what it is about.
const COMMON = ['product', 'ports', 'domain', 'consumers'];

const common = (facts: PolicyFacts) => ({
  product: productOf(facts),
  ports: facts.ports.map(portOf),
  domain: facts.domain ?? {},
  consumers: facts.consumers,
});

/** Expressions over a product and its ports. */
export const productExpression = expressionRule(
  'product-expression',
  'product',
  COMMON,
  facts => [{ name: 'The product', variables: common(facts) }],
);

/** Expressions over each port. */
export const portExpression = expressionRule(
  'port-expression',
  'port',
  [...COMMON, 'port'],
  facts => {
    const shared = common(facts);
    return facts.ports.map((port, i) => ({
      name: `Port ${port.name}`,
      variables: { ...shared, port: shared.ports[i] },
    }));
  },
);

/** Expressions over each topic that was seen. */
export const topicExpression = expressionRule(
  'topic-expression',
  'topic',
  [...COMMON, 'port', 'topic'],
  facts => {
    const shared = common(facts);
    return facts.ports.flatMap((port, i) =>
      port.topics
        .filter(({ live }) => live)
        .map(topic => ({
          name: `Topic ${topic.name}`,
          variables: {
            ...shared,
            port: shared.ports[i],
            topic: topicOf(topic),
          },
        })),
    );
  },
);

/** Expressions over each schema of a port. */
export const schemaExpression = expressionRule(
  'schema-expression',
  'schema',
  [...COMMON, 'port', 'schema'],
  facts => {
    const shared = common(facts);
    return facts.ports.flatMap((port, i) =>
      (port.schemas === 'unknown' ? [] : port.schemas).map(schema => ({
        name: `Subject ${schema.subject}`,
        variables: { ...shared, port: shared.ports[i], schema },
      })),
    );
  },
);
