/** What to say where a request may have been carried out though its answer did not get here. */
export const MAY_HAVE_TAKEN_EFFECT =
  'What was asked may have taken effect: look at the audit trail before you ask again.';
