import type texts from './en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    /** A key that the catalogue lacks does not compile; the two catalogues are held equal by a spec. */
    readonly resources: { readonly translation: typeof texts };
  }
}
