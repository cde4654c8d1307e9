import { formatBinding } from '../kafka/acls';
import type { AccessAnswer } from './evaluateAccess';
import type { GroupAccess } from './topicAccess';

function hostsOf({ hosts }: AccessAnswer): string {
  if (!hosts) return '';
  const list = hosts.addresses.join(', ');
  return hosts.rule === 'only' ? `only from ${list}` : `but not from ${list}`;
}

function groupsOf(groups: GroupAccess | undefined): string {
  if (!groups || groups.scope !== 'none') return '';
  return ' It has no consumer group to read with, though, so it can read only by assigning partitions itself.';
}

/**
 * One sentence that says whether a principal may do it, and why.
 *
 * @param principal - `undefined` for whoever no ACL names
 * @param groups - for READ: what it may read in
 */
export function explainInWords(
  principal: string | undefined,
  operation: string,
  topic: string,
  answer: AccessAnswer,
  groups?: GroupAccess,
): string {
  const who = principal ?? 'Anyone else';
  const what = `${operation.toLocaleLowerCase('en-US')} ${topic}`;
  switch (answer.reason) {
    case 'super-user':
      return `${who} may ${what}: it is a super-user, for whom Kafka looks at no ACL.`;
    case 'external':
      return `Whether ${who} may ${what} is not known here: access on this cluster is decided outside Kafka.`;
    case 'open':
      return `${who} may ${what}: the topic has no ACL, and the cluster lets everyone in then.`;
    case 'deny-binding':
      return `${who} may not ${what}: '${formatBinding(
        answer.deniedBy[0],
      )}' denies it, and DENY wins.`;
    case 'binding':
      return `${who} may ${what}, by '${formatBinding(answer.allowedBy[0])}'${
        answer.allowedBy.length > 1
          ? ` and ${answer.allowedBy.length - 1} more`
          : ''
      }.${groupsOf(groups)}`;
    case 'hosts':
      return `${who} may ${what}, ${hostsOf(answer)}.${groupsOf(groups)}`;
    default:
      return `${who} may not ${what}: no ACL allows it.`;
  }
}
