export { type FakeOptions, type FakeSfu, fakeSfu, type OpenEdge } from './fake.ts';
