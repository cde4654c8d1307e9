import { policyRule } from '../PolicyRule';

const WORDS = {
  missing: 'which is not in the catalog',
  empty: 'which has no members',
};

/** Somebody stands behind the product. */
export const ownerExists = policyRule({
  type: 'owner-exists',
  title: 'The owner is a group that exists and has members',
  parameters: {},
  check({ owner, title }) {
    if (!owner) {
      return [
        { subject: 'owner', value: 'none', message: `${title} has no owner` },
      ];
    }
    if (owner.state === 'present' || owner.state === 'unknown') return [];
    return [
      {
        subject: 'owner',
        value: owner.ref,
        message: `${title} is owned by ${owner.ref}, ${WORDS[owner.state]}`,
      },
    ];
  },
});
