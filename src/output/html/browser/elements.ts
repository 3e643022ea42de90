/** Creates elements. Text is always inserted as text. */
type Attributes = Readonly<Record<string, string | number>>;

export function create<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** Returns a control with a label that only screen readers read. */
export function labelled<T extends HTMLInputElement | HTMLSelectElement>(
  label: string,
  control: T,
): HTMLLabelElement {
  return create('label', {}, create('span', { class: 'hidden' }, label), control);
}

export function button(text: string, label: string, onClick: () => void): HTMLButtonElement {
  const element = create('button', { type: 'button', title: label }, text);
  if (text !== label) element.setAttribute('aria-label', label);
  element.addEventListener('click', onClick);
  return element;
}
