// The names of the DOM that the types of packages for browsers mention. The DOM itself is no part of this program.
type Node = object;
type HTMLElement = object;
type SVGElement = object;
type HTMLElementTagNameMap = Record<string, HTMLElement>;
type CryptoKeyPair = object;
type IDBRequest<T = unknown> = { readonly result: T };
type IDBTransaction = object;
type IDBTransactionMode = string;
type IDBObjectStore = object;
type RequestCredentials = string;
type ServiceWorkerState = string;
type ServiceWorker = object;
type BodyInit = string | Uint8Array;
type Body = { blob(): unknown; json(): unknown; text(): unknown };
type RequestCache = string;
type RequestInfo = string;
type MediaSource = object;
type Crypto = object;
