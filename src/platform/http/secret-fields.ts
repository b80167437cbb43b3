const declared = new Set<string>();

/**
 * On a field of a form's class that holds a password or a code: it is typed anew each time, shown nowhere again and never carried. A page
 * that asks for one in a field of another name cannot be made.
 */
export function Secret(): PropertyDecorator {
  return (_form, name) => void declared.add(String(name));
}

export const isSecret = (name: string): boolean => declared.has(name);

/** @throws where no form's class says of the field that it is secret: what is typed there would be carried like any other text */
export function mustBeSecret(name: string): void {
  if (!isSecret(name)) throw new Error(`No form's class has @Secret() on its field ${name}.`);
}
