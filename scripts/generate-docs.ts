/** Writes the documents that are made from code anew. */
import { writeFileSync } from 'node:fs';
import { generatedDocuments } from './documents/generated-documents.ts';

for (const [path, text] of Object.entries(await generatedDocuments())) writeFileSync(path, text);
