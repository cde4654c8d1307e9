// The templates are no package: what their tests share lies beside them.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
export * from '../../../../examples/templates/__testUtils__/skeletons';
