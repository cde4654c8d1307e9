import { SYSTEM_ACTOR } from './appendHistory';
import type { HistoryAction } from './actions';
import {
  accessOf,
  actorName,
  because,
  capitalised,
  dayOf,
  nameOf,
  promiseOf,
  textOf,
  textsOf,
  productIn,
  type Subject,
} from './wording';

/** An entry, as far as its sentence is made of it. */
export type SentenceEntry = Subject & {
  actor: string;
  action: string;
  cluster?: string;
  principal?: string;
};

type Phrase = (entry: SentenceEntry) => string;

const refused = ({ details }: SentenceEntry) =>
  because(textOf(details, 'message'));

const bindingIs =
  (what: string): Phrase =>
  entry =>
    `${textOf(entry.details, 'text') ?? 'an ACL'} ${what} (${accessOf(entry)})`;

function byWhom({ actor, details }: SentenceEntry): string {
  const approvers = details.approvedBy;
  const [first] = Array.isArray(approvers) ? approvers : [];
  return typeof first === 'string' && first.startsWith('rule:')
    ? `access rule ${first.slice('rule:'.length)}`
    : actorName(actor);
}

function approved(entry: SentenceEntry): string {
  const { actor, details } = entry;
  const conditions = textOf(details, 'conditions');
  return [
    `${actorName(actor)} approved ${accessOf(entry)}`,
    details.final === false ? ', and somebody else has to as well' : '',
    conditions ? `, under conditions: ${conditions}` : '',
  ].join('');
}

function versionOf({ details: { version } }: SentenceEntry): string {
  return typeof version === 'number' ? `, version ${version}` : '';
}

function receiverOf({ details }: SentenceEntry): string {
  const to = textOf(details, 'to');
  return to ? ` to ${nameOf(to)}` : '';
}

function offered(entry: SentenceEntry, what: string): string {
  return `${actorName(entry.actor)} proposed to transfer ${what}${receiverOf(
    entry,
  )}${because(textOf(entry.details, 'reason'))}`;
}

function accepted(entry: SentenceEntry, what: string): string {
  return `${actorName(
    entry.actor,
  )} accepted the transfer of ${what}${receiverOf(entry)}`;
}

function declined(entry: SentenceEntry, what: string): string {
  return `${actorName(entry.actor)} ${
    entry.details.withdrawn === true ? 'withdrew' : 'declined'
  } the transfer of ${what}${receiverOf(entry)}`;
}

/** What was tried with a product or domain, as a sentence has it. */
const ATTEMPTS = new Map([
  ['publish', 'publish'],
  ['change', 'change'],
  ['unpublish', 'unpublish'],
  ['deprecate', 'deprecate'],
  ['reinstate', 'reinstate'],
  ['retire', 'retire'],
  ['promote', 'promote'],
  ['transfer', 'transfer'],
  ['accept', 'decide on the transfer of'],
]);

/** What was tried with a claim, as a sentence has it. */
const CLAIM_ATTEMPTS = new Map([
  ['request', 'ask for'],
  ['answer', 'decide on the request for'],
  ['withdraw', 'withdraw the request for'],
]);

function ending(entry: SentenceEntry): string {
  const { actor, details } = entry;
  const access = accessOf(entry);
  if (details.as !== 'revoked') return `${access} ends, its time is over`;
  if (actor === SYSTEM_ACTOR && !textOf(details, 'campaign')) {
    return `${access} ends, the time of the notice is over`;
  }
  const day = dayOf(details, 'endsAt');
  return `${actorName(actor)} revoked ${access}${
    day ? `, with notice until ${day}` : ''
  }${because(textOf(details, 'reason'))}`;
}

/** How many of a campaign's grants had which outcome, in this order. */
const OUTCOMES: Array<[key: string, words: string]> = [
  ['confirmed', 'confirmed'],
  ['dropped', 'dropped'],
  ['revoked', 'revoked since nobody answered'],
  ['undecided', 'kept without an answer'],
  ['ended', 'ended meanwhile'],
];

function campaignOf({ details }: SentenceEntry): string {
  const title = textOf(details, 'title');
  return title ? `campaign ‘${title}’` : 'a campaign';
}

function grantsIn(details: SentenceEntry['details']): string {
  const { grants } = details;
  if (typeof grants !== 'number') return 'grants';
  return grants === 1 ? '1 grant' : `${grants} grants`;
}

function campaignClosed(entry: SentenceEntry): string {
  const { actor, details } = entry;
  const counts = OUTCOMES.flatMap(([key, words]) => {
    const count = details[key];
    return typeof count === 'number' && count > 0 ? [`${count} ${words}`] : [];
  });
  return [
    actor === SYSTEM_ACTOR
      ? `${campaignOf(entry)} is over`
      : `${actorName(actor)} closed ${campaignOf(entry)} early`,
    counts.length > 0 ? ` (${counts.join(', ')})` : '',
    because(textOf(details, 'reason')),
  ].join('');
}

const ended =
  (how: string): Phrase =>
  entry =>
    `${accessOf(entry)} ${how}${
      entry.details.accessRemains
        ? '; what it could do before remains, since those ACLs are not ours'
        : ''
    }`;

const PHRASES: Record<HistoryAction, Phrase> = {
  'request.submitted': e =>
    `${actorName(e.actor)} asked for ${accessOf(e)}${because(
      textOf(e.details, 'purpose'),
    )}`,
  'request.refused': e =>
    `${actorName(e.actor)} could not ask for ${accessOf(e)}${refused(e)}`,
  'item.approved': approved,
  'item.rejected': e =>
    `${actorName(e.actor)} rejected ${accessOf(e)}${because(
      textOf(e.details, 'comment'),
    )}`,
  'item.withdrawn': e =>
    `${actorName(e.actor)} took back the request for ${accessOf(e)}`,
  'item.reminded': e =>
    `those who decide on ${accessOf(e)} were reminded that it waits`,
  'item.escalated': e =>
    `the request for ${accessOf(
      e,
    )} was escalated, since nobody had decided on it`,
  'decision.refused': e =>
    `${actorName(e.actor)} tried to decide on ${accessOf(
      e,
    )} and was refused${refused(e)}`,
  'grant.created': e => {
    const day = dayOf(e.details, 'endsAt');
    return `${byWhom(e)} granted ${accessOf(e)}${day ? `, until ${day}` : ''}`;
  },
  'grant.activated': e => `${accessOf(e)} is active at Kafka`,
  'grant.failed': e =>
    `${accessOf(e)} could not be set up at Kafka${because(
      textOf(e.details, 'reason'),
    )}`,
  'grant.retried': e => `${actorName(e.actor)} had ${accessOf(e)} tried again`,
  'grant.renewed': e => {
    const day = dayOf(e.details, 'endsAt');
    return `${actorName(e.actor)} renewed ${accessOf(e)}${
      day ? `, until ${day}` : ''
    }${because(textOf(e.details, 'reason'))}`;
  },
  'grant.renewal-refused': e =>
    `${actorName(e.actor)} could not renew ${accessOf(e)}${refused(e)}`,
  'grant.reminded': e => {
    const day = dayOf(e.details, 'endsAt');
    return `the owner of ${
      e.consumer ? nameOf(e.consumer) : 'the consumer'
    } was reminded that ${accessOf(e)} ends${day ? ` on ${day}` : ' soon'}`;
  },
  'grant.unseen': e => `${accessOf(e)} has not been seen in use`,
  'grant.ending': ending,
  'grant.revocation-refused': e =>
    `${actorName(e.actor)} tried to revoke ${accessOf(
      e,
    )} and was refused${refused(e)}`,
  'grant.expired': ended('has expired and is gone from Kafka'),
  'grant.revoked': ended('was revoked and is gone from Kafka'),
  'grant.break-glass': e =>
    `${actorName(e.actor)} took ${accessOf(e)} in an emergency (${
      textOf(e.details, 'incident') ?? 'no incident named'
    })${because(textOf(e.details, 'purpose'))}`,
  'grant.review-reminded': e =>
    `the owners were reminded that nobody has reviewed emergency ${accessOf(
      e,
    )}`,
  'grant.review-refused': e =>
    `${actorName(e.actor)} could not review emergency ${accessOf(e)}${refused(
      e,
    )}`,
  'grant.reviewed': e =>
    `${actorName(e.actor)} found emergency ${accessOf(e)} ${
      textOf(e.details, 'verdict') ?? 'reviewed'
    }${because(textOf(e.details, 'comment'))}`,
  'campaign.started': e => {
    const day = dayOf(e.details, 'dueAt');
    return `${actorName(e.actor)} started ${campaignOf(e)}, in which ${grantsIn(
      e.details,
    )} of ${domainOf(e)} are looked at again${
      day ? ` until ${day}` : ''
    }${because(textOf(e.details, 'reason'))}`;
  },
  'campaign.reminded': e =>
    `the owners who have yet to answer in ${campaignOf(e)} were reminded`,
  'campaign.confirmed': e =>
    `${actorName(e.actor)} confirmed ${accessOf(e)} in ${campaignOf(
      e,
    )}${because(textOf(e.details, 'comment'))}`,
  'campaign.dropped': e =>
    `${actorName(e.actor)} dropped ${accessOf(e)} in ${campaignOf(e)}${because(
      textOf(e.details, 'comment'),
    )}`,
  'campaign.closed': campaignClosed,
  'campaign.refused': e =>
    `${actorName(e.actor)} tried to ${
      textOf(e.details, 'attempt') === 'close' ? 'close' : 'start'
    } a campaign${
      textOf(e.details, 'domain') ? ` for ${domainOf(e)}` : ''
    } and was refused${refused(e)}`,
  'campaign.decision-refused': e =>
    `${actorName(e.actor)} tried to answer for ${accessOf(e)} in ${campaignOf(
      e,
    )} and was refused${refused(e)}`,
  'binding.preexisting': bindingIs(
    'was at Kafka before us, so it will stay when the grant ends',
  ),
  'binding.created': bindingIs('was created'),
  'binding.missing': bindingIs('has been removed at Kafka by somebody else'),
  'binding.repair-requested': e =>
    `${actorName(e.actor)} had what is missing of ${accessOf(e)} created again`,
  'binding.returned': bindingIs('is at Kafka again'),
  'binding.removed': bindingIs('was removed'),
  'binding.kept': bindingIs('was left at Kafka, where it was before us'),
  'binding.adopted': e => `${actorName(e.actor)} adopted ${accessOf(e)}`,
  'binding.ignored': e =>
    `${actorName(e.actor)} chose to ignore ${
      textOf(e.details, 'text') ?? 'an ACL'
    }${because(textOf(e.details, 'reason'))}`,
  'binding.unignored': e =>
    `${actorName(e.actor)} no longer ignores ${
      textOf(e.details, 'text') ?? 'an ACL'
    }`,
  'binding.revoked': e =>
    `${actorName(e.actor)} removed ${
      textOf(e.details, 'text') ?? 'an ACL'
    } that no grant had${because(textOf(e.details, 'reason'))}`,
  'principal.confirmed': e =>
    `${actorName(e.actor)} confirmed that ${principalOf(e)} is ${
      e.consumer ? nameOf(e.consumer) : 'a consumer'
    }'s`,
  'principal.created': e =>
    `${principalOf(e)} was created for ${
      e.consumer ? nameOf(e.consumer) : 'a consumer'
    }`,
  'principal.revealed': e => {
    const place = textOf(e.details, 'storedAt');
    return place
      ? `${actorName(e.actor)} had a new password of ${principalOf(
          e,
        )} put in ${place}`
      : `${actorName(e.actor)} was shown a new password of ${principalOf(e)}`;
  },
  'principal.reveal-refused': e =>
    `${actorName(e.actor)} was refused credentials of ${
      e.consumer ? nameOf(e.consumer) : 'a consumer'
    }${because(textOf(e.details, 'message'))}`,
  'principal.dropped': e => `${actorName(e.actor)} let ${principalOf(e)} go`,
  'principal.removed': e =>
    `${principalOf(e)} was removed${because(textOf(e.details, 'reason'))}`,
  'offsets.reset': e =>
    `${actorName(e.actor)} reset offsets of ${
      textOf(e.details, 'group') ??
      (e.consumer ? nameOf(e.consumer) : 'a group')
    }${e.topic ? ` on ${e.topic}` : ''}`,
  'offsets.reset-refused': e =>
    `${actorName(e.actor)} was refused a reset of offsets${because(
      textOf(e.details, 'message'),
    )}`,
  'records.sampled': e =>
    `${actorName(e.actor)} looked at records of ${e.topic ?? 'a topic'}`,
  'records.sample-refused': e =>
    `${actorName(e.actor)} was refused a look at records of ${
      e.topic ?? 'a topic'
    }${because(textOf(e.details, 'message'))}`,
  'exemption.requested': e =>
    `${actorName(e.actor)} asked to exempt ${exemptOf(e)}${untilOf(e)}${because(
      textOf(e.details, 'reason'),
    )}`,
  'exemption.approved': e =>
    `${actorName(e.actor)} exempted ${exemptOf(e)}${untilOf(e)}${because(
      textOf(e.details, 'comment'),
    )}`,
  'exemption.rejected': e =>
    `${actorName(e.actor)} did not exempt ${exemptOf(e)}${because(
      textOf(e.details, 'comment'),
    )}`,
  'exemption.revoked': e =>
    `${actorName(e.actor)} took back the exemption of ${exemptOf(e)}${because(
      textOf(e.details, 'reason'),
    )}`,
  'exemption.ended': e =>
    e.details.wasApproved === false
      ? `nobody decided in time to exempt ${exemptOf(e)}`
      : `the exemption of ${exemptOf(e)} ended`,
  'exemption.refused': e =>
    `${actorName(e.actor)} tried to ${
      textOf(e.details, 'attempt') ?? 'change'
    } an exemption of ${exemptOf(e)} and was refused${refused(e)}`,
  'claim.requested': e =>
    `${actorName(e.actor)} asked for ${productIn(
      e,
    )} to be published for ${claimantOf(e)}${because(
      textOf(e.details, 'message'),
    )}`,
  'claim.accepted': e =>
    `${actorName(e.actor)} published ${productIn(e)} for ${claimantOf(
      e,
    )}, as asked${because(textOf(e.details, 'comment'))}`,
  'claim.declined': e =>
    `${actorName(e.actor)} declined to publish ${productIn(e)} for ${claimantOf(
      e,
    )}${because(textOf(e.details, 'comment'))}`,
  'claim.withdrawn': e =>
    `${actorName(e.actor)} withdrew the request to publish ${productIn(
      e,
    )} for ${claimantOf(e)}`,
  'claim.refused': e =>
    `${actorName(e.actor)} tried to ${
      CLAIM_ATTEMPTS.get(textOf(e.details, 'attempt') ?? '') ?? 'claim'
    } ${productIn(e)} and was refused${refused(e)}`,
  'deprecation.announced': e => `${ownerToldOf(e)} that ${endOf(e)}`,
  'deprecation.reminded': e => `${ownerToldOf(e)} again that ${endOf(e)}`,
  'deprecation.lifted': e =>
    `${ownerToldOf(e)} that ${partIn(e)} does not end after all`,
  'domain.published': e =>
    `${actorName(e.actor)} published ${domainTitle(e)}${versionOf(e)}${because(
      textOf(e.details, 'reason'),
    )}`,
  'domain.changed': e => {
    const changes = textOf(e.details, 'changes');
    const owner = textOf(e.details, 'from') && textOf(e.details, 'owner');
    return `${actorName(e.actor)} changed ${domainTitle(e)}${versionOf(e)}${
      changes ? ` (${changes})` : ''
    }${owner ? `, and gave it to ${nameOf(owner)}` : ''}${because(
      textOf(e.details, 'reason'),
    )}`;
  },
  'domain.unpublished': e =>
    `${actorName(e.actor)} unpublished ${domainTitle(e)}${because(
      textOf(e.details, 'reason'),
    )}`,
  'domain.transfer-proposed': e => offered(e, domainTitle(e)),
  'domain.transferred': e => accepted(e, domainTitle(e)),
  'domain.transfer-declined': e => declined(e, domainTitle(e)),
  'domain.refused': e =>
    `${actorName(e.actor)} tried to ${
      ATTEMPTS.get(textOf(e.details, 'attempt') ?? '') ?? 'change'
    } ${domainTitle(e)} and was refused${refused(e)}`,
  'policy.announced': e => {
    const day = dayOf(e.details, 'enforceFrom');
    return `${actorName(e.actor)} told the owner of ${productIn(
      e,
    )} that ${violatedBy(e)} is enforced${
      day ? ` from ${day}` : ' soon'
    }${because(textOf(e.details, 'note'))}`;
  },
  'policy.enforced': e =>
    `${violatedBy(e)} is enforced now, and ${productIn(e)} violates it${because(
      textOf(e.details, 'message'),
    )}`,
  'policy.published': e => {
    const changes = textOf(e.details, 'changes');
    return `${actorName(e.actor)} published ${policyOf(e)}${versionOf(e)}${
      changes ? ` (${changes})` : stagedAs(e)
    }${because(textOf(e.details, 'reason'))}`;
  },
  'policy.refused': e =>
    `${actorName(e.actor)} tried to ${
      textOf(e.details, 'attempt') ?? 'change'
    } ${policyOf(e)} and was refused${refused(e)}`,
  'policy.retired': e =>
    `${actorName(e.actor)} retired ${policyOf(e)}${because(
      textOf(e.details, 'reason'),
    )}`,
  'policy.violated': e =>
    `${productIn(e)} violates ${violatedBy(e)}${because(
      textOf(e.details, 'message'),
    )}`,
  'product.published': e =>
    `${actorName(e.actor)} published ${productIn(e)}${versionOf(e)}${because(
      textOf(e.details, 'reason'),
    )}`,
  'product.changed': e => {
    const changes = textOf(e.details, 'changes');
    return `${actorName(e.actor)} changed ${productIn(e)}${versionOf(e)}${
      changes ? ` (${changes})` : ''
    }${because(textOf(e.details, 'reason'))}`;
  },
  'product.deprecated': e =>
    `${actorName(e.actor)} deprecated ${partIn(e)}${versionOf(e)}${
      dayOf(e.details, 'sunset')
        ? `: it ends on ${dayOf(e.details, 'sunset')}`
        : ''
    }${replacementOf(e)}${because(textOf(e.details, 'reason'))}`,
  'product.reinstated': e =>
    `${actorName(e.actor)} reinstated ${partIn(e)}${versionOf(e)}${because(
      textOf(e.details, 'reason'),
    )}`,
  'product.retired': e =>
    `${actorName(e.actor)} retired ${productIn(e)}${versionOf(e)}${
      e.details.override === true ? ', although it is read' : ''
    }${because(textOf(e.details, 'reason'))}`,
  'product.promoted': e => {
    const from = e.details.from;
    const to = textOf(e.details, 'to');
    return `${actorName(e.actor)} promoted ${productIn(e)}${
      Array.isArray(from) && from.length > 0
        ? ` from ${from.join(' and ')}`
        : ''
    }${to ? ` to ${to}` : ''}${e.cluster ? ` on ${e.cluster}` : ''}${versionOf(
      e,
    )}${
      e.details.inGit === true ? ', whose lines are to be merged in Git' : ''
    }${because(textOf(e.details, 'reason'))}`;
  },
  'product.unpublished': e =>
    `${actorName(e.actor)} unpublished ${productIn(e)}${
      e.details.override === true ? ', although it is read' : ''
    }${because(textOf(e.details, 'reason'))}`,
  'product.transfer-proposed': e => offered(e, productIn(e)),
  'product.transferred': e => accepted(e, productIn(e)),
  'product.transfer-declined': e => declined(e, productIn(e)),
  'product.refused': e =>
    `${actorName(e.actor)} tried to ${
      ATTEMPTS.get(textOf(e.details, 'attempt') ?? '') ?? 'change'
    } ${productIn(e)} and was refused${refused(e)}`,
  'slo.breached': e =>
    `${productIn(e)} breaks its promise of ${promiseOf(e.details)}${because(
      textOf(e.details, 'message'),
    )}`,
  'slo.recovered': e =>
    `${productIn(e)} keeps its promise of ${promiseOf(e.details)} again`,
  'run.undone': e => {
    const { undone, left } = e.details;
    return `${actorName(e.actor)} undid a run${
      typeof undone === 'number' && typeof left === 'number'
        ? ` (${undone} taken back, ${left} left)`
        : ''
    }${because(textOf(e.details, 'reason'))}`;
  },
  'run.refused': e =>
    `${actorName(e.actor)} tried to undo a run and was refused${refused(e)}`,
  'schema.registered': e =>
    `${actorName(e.actor)} registered version ${versionIn(e)} of ${schemaOf(
      e,
    )}${because(textOf(e.details, 'reason'))}`,
  'schema.removed': e =>
    `${actorName(e.actor)} took back version ${versionIn(e)} of ${schemaOf(
      e,
    )}${because(textOf(e.details, 'reason'))}`,
  'schema.refused': e =>
    `${actorName(e.actor)} tried to register ${schemaOf(
      e,
    )} and was refused${refused(e)}`,
  'schema-change.proposed': e =>
    `${actorName(e.actor)} proposed ${
      e.details.compatible === true ? 'a compatible' : 'a breaking'
    } change of ${schemaOf(e)}${because(textOf(e.details, 'message'))}`,
  'schema-change.asked': e => {
    const group = textOf(e.details, 'group');
    return group
      ? `consumer group ${group} of nobody known reads what a change of ${schemaOf(
          e,
        )} breaks`
      : `${consumerOf(e)} was asked what it makes of a change of ${schemaOf(
          e,
        )}`;
  },
  'schema-change.answered': answered,
  'schema-change.reminded': e =>
    `those who have yet to answer to a change of ${schemaOf(e)} were reminded`,
  'schema-change.escalated': e =>
    `a change of ${schemaOf(
      e,
    )} was escalated, since not all who read it agreed in time`,
  'schema-change.accepted': e =>
    `all who read ${schemaOf(e)} agree to its change`,
  'schema-change.overridden': e =>
    `${actorName(e.actor)} accepted a change of ${schemaOf(
      e,
    )} for those who read it${because(textOf(e.details, 'reason'))}`,
  'schema-change.withdrawn': e =>
    `${actorName(e.actor)} withdrew a change of ${schemaOf(e)}${because(
      textOf(e.details, 'reason'),
    )}`,
  'schema-change.level-lowered': e =>
    `the compatibility of ${schemaOf(e)} was lowered to register a change (${
      textOf(e.details, 'level') ?? 'that of all subjects'
    } before)`,
  'schema-change.level-restored': e =>
    `the compatibility of ${schemaOf(e)} was restored (${
      textOf(e.details, 'level') ?? 'that of all subjects'
    })`,
  'schema-change.level-kept': e =>
    `the compatibility of ${schemaOf(
      e,
    )} was changed by somebody else meanwhile, and left as it is (${
      textOf(e.details, 'level') ?? 'that of all subjects'
    })`,
  'schema-change.registered': e => {
    const { version } = e.details;
    return typeof version === 'number'
      ? `version ${version} of ${schemaOf(e)} was registered`
      : `a change of ${schemaOf(e)} was registered`;
  },
  'schema-change.failed': e =>
    `a change of ${schemaOf(e)} could not be registered${because(
      textOf(e.details, 'reason'),
    )}`,
  'schema-change.retried': e =>
    `${actorName(e.actor)} had a change of ${schemaOf(e)} tried again`,
  'schema-change.refused': e =>
    `${actorName(e.actor)} tried to ${
      textOf(e.details, 'attempt') ?? 'change'
    } a change of ${schemaOf(e)} and was refused${refused(e)}`,
  'schema-change.bypassed': e =>
    `version ${versionIn(e)} of ${schemaOf(
      e,
    )} was registered past the portal and breaks those who read it${because(
      textOf(e.details, 'breaks'),
    )}`,
  'topic.changed': e =>
    `${actorName(e.actor)} changed ${topicOf(e)}${changedIn(e)}${usersIn(
      e,
    )}${because(textOf(e.details, 'reason'))}`,
  'topic.created': e => {
    const { partitions } = e.details;
    return `${actorName(e.actor)} created ${topicOf(e)}${
      typeof partitions === 'number'
        ? ` with ${partitions} partition${partitions === 1 ? '' : 's'}`
        : ''
    }${because(textOf(e.details, 'reason'))}`;
  },
  'topic.removed': e =>
    `${actorName(e.actor)} took back ${topicOf(e)}, which was empty${because(
      textOf(e.details, 'reason'),
    )}`,
  'topic.refused': e =>
    `${actorName(e.actor)} tried to ${
      textOf(e.details, 'attempt') ?? 'create'
    } ${topicOf(e)} and was refused${refused(e)}`,
  'schema-change.bypass-resolved': e =>
    textOf(e.details, 'resolution') === 'agreed'
      ? `those who read ${schemaOf(e)} agree to version ${versionIn(
          e,
        )}, which was registered past the portal`
      : `${schemaOf(
          e,
        )} is compatible again with what was before version ${versionIn(e)}`,
};

function versionIn({ details: { version } }: SentenceEntry): string {
  return typeof version === 'number' ? `${version}` : 'a new one';
}

function schemaOf({ details, product }: SentenceEntry): string {
  const subject = textOf(details, 'subject');
  if (subject) return `schema ${subject}`;
  return product ? `a schema of ${nameOf(product)}` : 'a schema';
}

/** What of a topic was changed, as ` (partitions from 3 to 6)`. */
function changedIn({ details: { changes } }: SentenceEntry): string {
  const words = (Array.isArray(changes) ? changes : []).flatMap(change => {
    const fields = Object(change) as Record<string, unknown>;
    const key = textOf(fields, 'key');
    const from = textOf(fields, 'from') ?? 'the default';
    const to = textOf(fields, 'to') ?? 'the default';
    return key ? [`${key} from ${from} to ${to}`] : [];
  });
  return words.length > 0 ? ` (${words.join(', ')})` : '';
}

function usersIn({ details }: SentenceEntry): string {
  const users = textsOf(details, 'consumers').map(nameOf);
  return users.length > 0
    ? `, and the owners of ${users.join(', ')} are told`
    : '';
}

function topicOf({ topic, cluster }: SentenceEntry): string {
  return topic ? `topic ${topic}${cluster ? ` on ${cluster}` : ''}` : 'a topic';
}

function consumerOf({ consumer }: SentenceEntry): string {
  return consumer ? nameOf(consumer) : 'a consumer';
}

function answered(entry: SentenceEntry): string {
  const { actor, details } = entry;
  const to = `a change of ${schemaOf(entry)} for ${consumerOf(entry)}`;
  const comment = because(textOf(details, 'comment'));
  switch (textOf(details, 'answer')) {
    case 'object':
      return `${actorName(actor)} objected to ${to}${comment}`;
    case 'date':
      return `${actorName(actor)} agreed to ${to} from ${
        dayOf(details, 'date') ?? 'a date'
      } on${comment}`;
    default:
      return `${actorName(actor)} acknowledged ${to}${comment}`;
  }
}

function exemptOf(entry: SentenceEntry): string {
  return `${productIn(entry)} from ${violatedBy(entry)}`;
}

function untilOf({ details }: SentenceEntry): string {
  const day = dayOf(details, 'endsAt');
  return day ? ` until ${day}` : '';
}

function policyOf({ details }: SentenceEntry): string {
  const name = textOf(details, 'title') ?? textOf(details, 'policy');
  return name ? `policy ‘${name}’` : 'a policy';
}

function violatedBy({ details }: SentenceEntry): string {
  return textOf(details, 'policies') ?? 'a policy';
}

/** How bad, and how far, a policy is that is new. */
function stagedAs({ details }: SentenceEntry): string {
  const words = [textOf(details, 'severity'), textOf(details, 'stage')];
  return words.every(Boolean) ? ` (${words.join(', ')})` : '';
}

function claimantOf({ details }: SentenceEntry): string {
  const owner = textOf(details, 'owner');
  return owner ? nameOf(owner) : 'another team';
}

/** A product, or the port of it that something is about. */
function partIn(entry: SentenceEntry): string {
  const port = textOf(entry.details, 'port');
  return port ? `port ${port} of ${productIn(entry)}` : productIn(entry);
}

function replacementOf({ details }: SentenceEntry): string {
  const port = textOf(details, 'replacedByPort');
  const product = textOf(details, 'replacedBy');
  if (port) return `, in favour of port ${port}`;
  return product ? `, in favour of ${nameOf(product)}` : '';
}

function endOf(entry: SentenceEntry): string {
  if (entry.details.retired === true) return `${partIn(entry)} is retired`;
  const day = dayOf(entry.details, 'sunset');
  return `${partIn(entry)} ${
    day ? `ends on ${day}` : 'is deprecated'
  }${replacementOf(entry)}`;
}

function ownerToldOf(entry: SentenceEntry): string {
  return `${actorName(entry.actor)} told the owner of ${consumerOf(entry)}`;
}

function domainTitle(entry: SentenceEntry): string {
  const title =
    textOf(entry.details, 'title') ?? textOf(entry.details, 'domain');
  return title ? `domain ${nameOf(title)}` : 'a domain';
}

function domainOf({ details }: SentenceEntry): string {
  const ref = textOf(details, 'domain');
  return ref ? nameOf(ref) : 'a domain';
}

function principalOf({ principal, cluster }: SentenceEntry): string {
  return `${principal ?? 'a principal'}${cluster ? ` on ${cluster}` : ''}`;
}

/**
 * What happened, in words people use: "Olivia approved read access of
 * route-planner to sales.orders.v1".
 */
export function sentenceOf(entry: SentenceEntry): string {
  const phrase = Object.entries(PHRASES).find(
    ([action]) => action === entry.action,
  )?.[1];
  return capitalised(
    phrase ? phrase(entry) : `${actorName(entry.actor)}: ${entry.action}`,
  );
}
