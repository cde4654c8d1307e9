export * from './DataProductDocument';
export * from './fieldLine';
