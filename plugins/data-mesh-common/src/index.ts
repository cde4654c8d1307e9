/**
 * Kinds, names, permissions, API types and client of the data mesh suite.
 *
 * @packageDocumentation
 */
export * from './names';
export * from './kinds';
export * from './api';
export * from './schemas';
export * from './search';
export * from './drafts';
export * from './permissions';
