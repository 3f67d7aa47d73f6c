// The names of the DOM that the types of playwright-core mention. The DOM itself is no part of this program.
type Node = object;
type HTMLElement = object;
type SVGElement = object;
type HTMLElementTagNameMap = Record<string, HTMLElement>;
