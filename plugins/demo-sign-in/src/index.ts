/**
 * Sign-in page of the demo portal.
 *
 * @packageDocumentation
 */
export { demoSignInModule as default } from './module';
