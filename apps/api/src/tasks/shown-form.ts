import type { Form } from '#policy/form.js';
import { presentationOf, type Presentation } from '#policy/presentation.js';

/** A form as the API shows it: the schema of its answers, and how it is asked of this person. */
export type ShownForm = Omit<Form, 'presentation' | 'indicates' | 'mustBeMet'> & {
  readonly presentation: Presentation;
};

export function shownForm(form: Form, child: boolean): ShownForm {
  const { presentation: _written, indicates: _links, mustBeMet: _fields, ...shown } = form;
  return { ...shown, presentation: presentationOf(form, child) };
}
