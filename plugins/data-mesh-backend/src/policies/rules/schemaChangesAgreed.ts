import { policyRule } from '../PolicyRule';

/** No version that breaks readers was registered without asking them. */
export const schemaChangesAgreed = policyRule({
  type: 'schema-changes-agreed',
  title: 'Schemas change only with those who read them',
  parameters: {},
  check: facts =>
    facts.ports.flatMap(({ name, bypasses }) =>
      bypasses.map(({ subject, version, breaks }) => ({
        subject: `${subject} version ${version}`,
        value: 'not agreed',
        message: `Version ${version} of subject ${subject} of port ${name} breaks those who read it, and nobody asked them: ${breaks}`,
      })),
    ),
});
