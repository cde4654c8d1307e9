import { anyOf, type Parameter } from '../parameters';
import type { AclFacts } from '../PolicyFacts';
import { policyRule } from '../PolicyRule';
import type { Violation } from '../policy';
import { liveTopicsOf, type LiveTopic } from './topicsOf';

const EVERYONE = 'User:*';
const ANY_HOST = '*';
// To know that a topic is there tells nobody what is in it.
const HARMLESS = ['DESCRIBE', 'DESCRIBE_CONFIGS'];

const LIST = anyOf('Principals that may have such ACLs, such as User:admin');

/** Nobody unless named: what a domain leaves out is let through no more. */
const exceptions: Parameter<string[]> = {
  ...LIST,
  optional: true,
  read(value) {
    const isNobody =
      value === undefined || (Array.isArray(value) && value.length === 0);
    return isNobody ? [] : LIST.read(value);
  },
};

function wordsOf({ permission, operation, principal, resource }: AclFacts) {
  return `${permission} ${operation} of ${principal} on ${resource}`;
}

function isWildcard({ permission, operation, principal, resource }: AclFacts) {
  return (
    permission === 'ALLOW' &&
    !HARMLESS.includes(operation) &&
    (principal === EVERYONE || resource === '*')
  );
}

/** Whether an ACL that denies takes all that another allows. */
function shadows(deny: AclFacts, allow: AclFacts): boolean {
  return (
    deny.permission === 'DENY' &&
    [allow.principal, EVERYONE].includes(deny.principal) &&
    [allow.operation, 'ALL'].includes(deny.operation) &&
    [allow.host, ANY_HOST].includes(deny.host)
  );
}

function violation(
  { name, cluster }: LiveTopic,
  acl: AclFacts,
  what: string,
): Violation {
  return {
    subject: `${name} ${acl.principal} ${acl.operation} ${acl.resource} ${acl.host}`,
    value: wordsOf(acl),
    message: `ACL ${wordsOf(
      acl,
    )}, which is about topic ${name} of ${cluster}, ${what}`,
  };
}

/** Nobody has a topic by an ACL for all, and no ACL is there in vain. */
export const soundAcls = policyRule({
  type: 'sound-acls',
  title: 'No ACL is for everyone or everything, or in vain',
  parameters: { except: exceptions },
  looksAtLooseTopics: true,
  check: (facts, { except }) =>
    liveTopicsOf(facts).flatMap(({ topic }) => {
      const acls = topic.live.acls ?? [];
      const others = acls.filter(
        ({ principal }) => !except.includes(principal),
      );
      return others.flatMap(acl => {
        if (acl.permission !== 'ALLOW') return [];
        const deny = acls.find(each => shadows(each, acl));
        if (deny) {
          return [
            violation(topic, acl, `never takes effect: ${wordsOf(deny)} wins`),
          ];
        }
        return isWildcard(acl)
          ? [
              violation(
                topic,
                acl,
                acl.principal === EVERYONE
                  ? 'is for everyone'
                  : 'is about every topic',
              ),
            ]
          : [];
      });
    }),
});
