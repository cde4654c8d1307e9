import { configure } from '@testing-library/react';
import '@testing-library/jest-dom';

// What is waited for comes; on a busy machine it takes a while.
configure({ asyncUtilTimeout: 5_000 });
jest.setTimeout(30_000);
